package io.mozpool.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PluginCheck;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.PluginInfo.State;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.lifecycle.request.RequestLifecycle;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.server.admission.MachineNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for all that is wrong with a configuration, without opening a port or the database. */
public final class ConfigurationCheck {

  private record Sources(List<String> inventory) {}

  private final Configuration configuration;
  private final Set<String> problems = new LinkedHashSet<>();

  private ConfigurationCheck(Configuration configuration) {
    this.configuration = configuration;
  }

  /** A sentence for each problem: what keeps a server from starting, and plugins that fail. */
  public static List<String> problems(Configuration configuration) {
    ConfigurationCheck check = new ConfigurationCheck(configuration);
    check.look(() -> SettingPaths.check(ServerSettings.of(configuration)));
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

  private void inventories(PluginHost host) {
    Set<String> known = new TreeSet<>();
    for (PluginInfo plugin : host.plugins()) {
      plugin.contributions().stream()
          .filter(one -> one.point().equals(InventorySourceFactory.class.getSimpleName()))
          .forEach(one -> known.add(one.name()));
    }
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
