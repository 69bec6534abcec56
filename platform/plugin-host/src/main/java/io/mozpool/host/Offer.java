package io.mozpool.host;

import io.mozpool.host.PluginInfo.Extension;
import io.mozpool.plugin.NamedFactory;
import io.mozpool.plugin.agent.AgentDriverFactory;
import io.mozpool.plugin.board.BoardType;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootServerFactory;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An extension of a plugin as it is found, before anything is made of it.
 *
 * @param point the extension point
 * @param name the name that it goes by there
 */
record Offer(Class<?> point, String name, Object extension) {

  private static final List<Class<?>> POINTS =
      List.of(
          PowerDriverFactory.class,
          AgentDriverFactory.class,
          ProbeDriverFactory.class,
          InventorySourceFactory.class,
          BootServerFactory.class,
          BoardType.class,
          BootLayout.class,
          ImageInstaller.class);

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

  /** What an extension object offers; nothing where it extends no point of this host. */
  static List<Offer> of(Object extension) {
    return POINTS.stream()
        .filter(point -> point.isInstance(extension))
        .map(point -> new Offer(point, nameOf(extension), extension))
        .toList();
  }

  /** The offer, for people to read. */
  Extension info() {
    return new Extension(point.getSimpleName(), name);
  }

  private static String nameOf(Object extension) {
    if (extension instanceof NamedFactory<?, ?> factory) {
      return scheme(factory);
    } else if (extension instanceof BoardType type) {
      return type.name();
    } else if (extension instanceof BootLayout layout) {
      return layout.name();
    }
    return ((ImageInstaller) extension).name();
  }

  /** Addresses have their schemes in lower case, so another name would never be found. */
  private static String scheme(NamedFactory<?, ?> factory) {
    String name = factory.name();
    if (!SCHEME.matcher(name).matches()) {
      throw new RefusedException(
          "name '%s' of %s: expected lower-case letters, digits, '+', '.' and '-'"
              .formatted(name, factory.getClass().getName()));
    }
    return name;
  }
}
