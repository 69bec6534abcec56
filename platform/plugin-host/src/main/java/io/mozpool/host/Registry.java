package io.mozpool.host;

import io.mozpool.host.PluginInfo.Extension;
import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.plugin.agent.AgentDriverFactory;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugin.board.BoardType;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootServer;
import io.mozpool.plugin.boot.BootServerFactory;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * All that plugins contribute, by extension point and name. Immutable, and safe for use by any
 * thread.
 *
 * <p>Drivers are bound to addresses here. That touches no hardware; it fails with {@link
 * NoDriverException} where no driver goes by the address's scheme, with IllegalArgumentException
 * where the driver does not understand the address, and with {@link PluginBugException} where it
 * fails otherwise or does not answer.
 */
public final class Registry {

  private final Map<Class<?>, Map<String, Bound<?>>> byPoint;
  private final List<PluginInfo> plugins;
  private final Prompt prompt = new Prompt();

  private Registry(Map<Class<?>, Map<String, Bound<?>>> byPoint, List<PluginInfo> plugins) {
    this.byPoint = byPoint;
    this.plugins = List.copyOf(plugins);
  }

  /**
   * A registry of these contributions.
   *
   * @param plugins all plugins, to explain what is missing
   */
  public static Registry of(List<Contribution> contributions, List<PluginInfo> plugins) {
    Map<Class<?>, Map<String, Bound<?>>> byPoint = new HashMap<>();
    for (Contribution one : contributions) {
      byPoint.computeIfAbsent(one.point(), key -> new TreeMap<>()).put(one.name(), one.made());
    }
    return new Registry(byPoint, plugins);
  }

  /** The outlet at an address. */
  public Bound<PowerControl> power(DriverAddress address) {
    var driver = driver(PowerDriverFactory.class, PowerDriver.class, address);
    return bound(driver, address, () -> KnownOutlet.of(there(driver.driver().bind(address))));
  }

  /** The agent of a device. */
  public Bound<DeviceAgent> agent(Device device, DriverAddress address) {
    var driver = driver(AgentDriverFactory.class, AgentDriver.class, address);
    return bound(
        driver, address, () -> KnownAgent.of(there(driver.driver().bind(device, address))));
  }

  /** The probe of a device. */
  public Bound<ReachabilityProbe> probe(Device device, DriverAddress address) {
    var driver = driver(ProbeDriverFactory.class, ProbeDriver.class, address);
    return bound(driver, address, () -> there(driver.driver().bind(device, address)));
  }

  /** The board types by their names. */
  public Map<String, BoardType> boardTypes() {
    Map<String, BoardType> types = new LinkedHashMap<>();
    all(BoardType.class, BoardType.class).forEach((name, type) -> types.put(name, type.driver()));
    return types;
  }

  /** The image installers, in the order of their names. */
  public List<ImageInstaller> installers() {
    return all(ImageInstaller.class, ImageInstaller.class).values().stream()
        .map(Bound::driver)
        .toList();
  }

  /** The boot layouts, in the order of their names. */
  public List<BootLayout> layouts() {
    return all(BootLayout.class, BootLayout.class).values().stream().map(Bound::driver).toList();
  }

  /** The inventory sources by their names. */
  public Map<String, Bound<InventorySource>> inventorySources() {
    return all(InventorySourceFactory.class, InventorySource.class);
  }

  /** The boot servers, which are serving, by their names. */
  public Map<String, Bound<BootServer>> bootServers() {
    return all(BootServerFactory.class, BootServer.class);
  }

  private <T> Bound<T> bound(Bound<?> driver, DriverAddress address, Callable<T> bind) {
    return driver.with(prompt.call(driver, "bind of '" + address + "'", bind));
  }

  private static <T> T there(@Nullable T made) {
    return Objects.requireNonNull(made, "bind() answered null");
  }

  private <T> Bound<T> driver(Class<?> point, Class<T> type, DriverAddress address) {
    Bound<?> driver = byPoint.getOrDefault(point, Map.of()).get(address.scheme());
    if (driver == null) {
      throw new NoDriverException(
          "no driver for '" + address.scheme() + "'" + why(point, address.scheme()));
    }
    return driver.with(type.cast(driver.driver()));
  }

  private <T> Map<String, Bound<T>> all(Class<?> point, Class<T> type) {
    Map<String, Bound<T>> all = new LinkedHashMap<>();
    byPoint
        .getOrDefault(point, Map.of())
        .forEach((name, bound) -> all.put(name, bound.with(type.cast(bound.driver()))));
    return all;
  }

  private String why(Class<?> point, String scheme) {
    Extension missing = new Extension(point.getSimpleName(), scheme);
    return plugins.stream()
        .filter(plugin -> plugin.contributions().contains(missing) || plugin.id().equals(scheme))
        .filter(plugin -> plugin.state() != State.STARTED)
        .findFirst()
        .map(
            plugin ->
                plugin
                    .failure()
                    .map(failure -> ": plugin " + plugin.id() + " failed: " + failure)
                    .orElse(": plugin " + plugin.id() + " is disabled"))
        .orElse("");
  }
}
