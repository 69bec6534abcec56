package io.mozpool.host;

import io.mozpool.host.PluginInfo.Extension;
import io.mozpool.plugin.NamedFactory;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.plugin.agent.AgentDriverFactory;
import io.mozpool.plugin.board.BoardType;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootServer;
import io.mozpool.plugin.boot.BootServerFactory;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An extension of a plugin as it is found, before anything is made of it.
 *
 * @param point the extension point
 * @param name the name that it goes by there
 * @param extension the factory; of a point without factories what stands for the extension
 */
record Offer(Class<?> point, String name, Object extension) {

  /** The things that the factories of a point make; points without factories come last. */
  private static final Map<Class<?>, Class<?>> PRODUCTS = products();

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

  /**
   * What an extension object offers; nothing where it extends no point of this host. Asks the
   * extension all that it says of itself.
   *
   * @throws RefusedException where that is nothing to go on with
   */
  static List<Offer> of(Bound<?> extension, Prompt prompt) {
    return PRODUCTS.keySet().stream()
        .filter(point -> point.isInstance(extension.driver()))
        .map(point -> of(point, extension, prompt))
        .toList();
  }

  /** The offer, for people to read. */
  Extension info() {
    return new Extension(point.getSimpleName(), name);
  }

  /** The thing that nobody else may offer, too, for people to read. */
  List<String> claims() {
    return Stream.concat(
            Stream.of("a %s '%s'".formatted(point.getSimpleName(), name)),
            stages().stream().map("a stage '%s'"::formatted))
        .toList();
  }

  /** The states that it brings: of an installer, its stages and the states of their failures. */
  List<String> stages() {
    return extension instanceof KnownInstaller installer
        ? installer.stages().stream()
            .flatMap(stage -> Stream.of(stage.name(), "failed_" + stage.name()))
            .toList()
        : List.of();
  }

  /** Checks that what the factory has made is what the point asks for. */
  Object checked(@Nullable Object made) {
    Class<?> product = PRODUCTS.get(point);
    if (product == null || !product.isInstance(made)) {
      throw new RefusedException(
          "create() of %s: expected a %s, not %s"
              .formatted(
                  extension.getClass().getName(),
                  product == null ? "driver" : product.getSimpleName(),
                  made == null ? "null" : "a " + made.getClass().getName()));
    }
    return made;
  }

  private static Offer of(Class<?> point, Bound<?> bound, Prompt prompt) {
    Object extension = bound.driver();
    if (point == BoardType.class) {
      BoardType known = KnownBoardType.of((BoardType) extension);
      return new Offer(point, known.name(), known);
    } else if (point == ImageInstaller.class) {
      ImageInstaller known = KnownInstaller.of(bound.with((ImageInstaller) extension), prompt);
      return new Offer(point, known.name(), known);
    } else if (point == BootLayout.class) {
      BootLayout known = KnownLayout.of(bound.with((BootLayout) extension), prompt);
      return new Offer(point, known.name(), known);
    }
    return new Offer(point, scheme((NamedFactory<?, ?>) extension), extension);
  }

  /** Addresses have their schemes in lower case, so another name would never be found. */
  private static String scheme(NamedFactory<?, ?> factory) {
    String name = Answer.of(factory, "name()").text(factory.name());
    if (!SCHEME.matcher(name).matches()) {
      throw new RefusedException(
          "name '%s' of %s: expected lower-case letters, digits, '+', '.' and '-'"
              .formatted(name, factory.getClass().getName()));
    }
    Class<?> settings = Answer.of(factory, "configType()").there(factory.configType());
    if (!settings.isRecord()) {
      throw new RefusedException(
          "configType() of %s: expected a record, not %s"
              .formatted(factory.getClass().getName(), settings.getName()));
    }
    return name;
  }

  private static Map<Class<?>, Class<?>> products() {
    Map<Class<?>, Class<?>> products = new LinkedHashMap<>();
    products.put(PowerDriverFactory.class, PowerDriver.class);
    products.put(AgentDriverFactory.class, AgentDriver.class);
    products.put(ProbeDriverFactory.class, ProbeDriver.class);
    products.put(InventorySourceFactory.class, InventorySource.class);
    products.put(BootServerFactory.class, BootServer.class);
    products.put(BoardType.class, BoardType.class);
    products.put(BootLayout.class, BootLayout.class);
    products.put(ImageInstaller.class, ImageInstaller.class);
    return products;
  }
}
