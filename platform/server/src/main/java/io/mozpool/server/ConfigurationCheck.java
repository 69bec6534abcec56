package io.mozpool.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PluginCheck;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.PluginInfo.State;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.lifecycle.request.RequestLifecycle;
import io.mozpool.plugin.agent.AgentDriverFactory;
import io.mozpool.plugin.board.BoardType;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import io.mozpool.server.admission.MachineNames;
import io.mozpool.server.hardware.Facet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for all that is wrong with a configuration, without opening a port or the database. */
public final class ConfigurationCheck {

  private record Sources(List<String> inventory) {}

  private record Boards(Map<String, Map<String, String>> boards) {}

  /** The extension points of drivers, by the facet of the addresses that they are bound to. */
  private static final Map<String, Class<?>> DRIVERS =
      Map.of(
          Facet.POWER.word(),
          PowerDriverFactory.class,
          Facet.AGENT.word(),
          AgentDriverFactory.class,
          Facet.PROBE.word(),
          ProbeDriverFactory.class);

  private final Configuration configuration;
  private final Set<String> problems = new LinkedHashSet<>();

  private ConfigurationCheck(Configuration configuration) {
    this.configuration = configuration;
  }

  /** A sentence for each problem: what keeps a server from starting, and plugins that fail. */
  public static List<String> problems(Configuration configuration) {
    ConfigurationCheck check = new ConfigurationCheck(configuration);
    check.look(() -> ServerSettings.of(configuration));
    check.look(() -> SettingPaths.check(ServerSettings.bound(configuration)));
    check.look(check::plugins);
    return List.copyOf(check.problems);
  }

  /**
   * The hosts that calls may name, for people: what the configuration and this machine's resolver
   * know of them.
   *
   * @throws ConfigurationException where the configuration is wrong
   */
  public static List<String> hosts(Configuration configuration) {
    ServerSettings settings = ServerSettings.of(configuration);
    List<String> hosts = new ArrayList<>();
    hosts.add("IP addresses, localhost, names without a dot");
    settings.fqdns().forEach(name -> hosts.add(name.replaceFirst(":[0-9]+$", "")));
    hosts.addAll(MachineNames.read());
    hosts.addAll(settings.hosts());
    hosts.add("the fqdn and address of each imaging server in the database");
    return hosts.stream().distinct().toList();
  }

  private void look(Runnable where) {
    try {
      where.run();
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
  }

  private void plugins() {
    try (PluginCheck check = PluginHost.check(configuration, DeviceLifecycle.ownNames())) {
      problems.addAll(check.problems());
      for (PluginInfo plugin : check.host().plugins()) {
        if (plugin.state() == State.FAILED) {
          problems.add("plugin " + plugin.id() + " failed: " + plugin.failure().orElse(""));
        }
      }
      look(() -> timeouts(check.host()));
      look(() -> inventories(check.host()));
      look(() -> drivers(check.host()));
    }
  }

  private void timeouts(PluginHost host) {
    try {
      problems.addAll(
          LifecycleTimeouts.unknown(
              configuration.keys("mozpool.lifecycle"),
              DeviceLifecycle.of(host.registry().installers()),
              RequestLifecycle.table()));
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage())); // two installers with stages of one name
    }
  }

  /** The names of what plugins contribute to an extension point, those that failed included. */
  private static Set<String> contributed(PluginHost host, Class<?> point) {
    Set<String> names = new TreeSet<>();
    for (PluginInfo plugin : host.plugins()) {
      plugin.contributions().stream()
          .filter(one -> one.point().equals(point.getSimpleName()))
          .forEach(one -> names.add(one.name()));
    }
    return names;
  }

  private void drivers(PluginHost host) {
    boards(configuration)
        .forEach(
            (board, templates) ->
                templates.forEach((facet, template) -> driver(host, board, facet, template)));
  }

  private void driver(PluginHost host, String board, String facet, String template) {
    Class<?> point = DRIVERS.get(facet);
    if (point == null || template.startsWith("{")) {
      return; // said before, or known only of a device
    }
    Set<String> known = contributed(host, point);
    for (String address : SettingMeanings.samples(template)) {
      String scheme = address.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
      if (!known.contains(scheme)) {
        problems.add(
            "%s: '%s': there is no driver '%s', expected one of %s"
                .formatted(SettingMeanings.key(board, facet), template, scheme, known));
      }
    }
  }

  private static Map<String, Map<String, String>> boards(Configuration configuration) {
    return configuration.bind("mozpool", Boards.class, configuration.keys("mozpool")).boards();
  }

  /** The board types of {@code mozpool.boards} that no plugin has, for people. */
  public static List<String> ownBoardTypes(Configuration configuration) {
    Set<String> types = new TreeSet<>(boards(configuration).keySet());
    if (!types.isEmpty()) {
      try (PluginCheck check = PluginHost.check(configuration, DeviceLifecycle.ownNames())) {
        types.removeAll(contributed(check.host(), BoardType.class));
      }
    }
    return List.copyOf(types);
  }

  private void inventories(PluginHost host) {
    Set<String> known = contributed(host, InventorySourceFactory.class);
    Sources sources = configuration.bind("mozpool", Sources.class, configuration.keys("mozpool"));
    for (String source : sources.inventory()) {
      if (!known.contains(source)) {
        problems.add(
            "mozpool.inventory: there is no source '%s', expected one of %s"
                .formatted(source, known));
      }
    }
  }
}
