package io.mozpool.cli.server;

import io.mozpool.host.Bound;
import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginsConfig;
import io.mozpool.host.Selection;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.server.ServerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The fake plugin without a server: its rack runs as long as the plugin does. */
final class LoneRack {

  private static final String FAKE = "fake";
  private static final String START = "mozpool.plugins.settings.fake.start";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PluginHost host;
  private final int boards;

  private LoneRack(PluginHost host, int boards) {
    this.host = host;
    this.boards = boards;
  }

  /**
   * Starts the rack.
   *
   * @throws ConfigurationException where it cannot run
   */
  static LoneRack start(Configuration given) throws Exception {
    Configuration configuration = Distribution.completed(given).with(START, true);
    Path data = ServerSettings.of(configuration).data();
    DataDirectory.take(data, "rack");
    Path plugins = PluginsConfig.of(configuration).directory();
    PluginHost host =
        PluginHost.start(
            configuration,
            plugins,
            data.resolve("plugins"),
            Clock.systemUTC(),
            (name, source) -> Optional.empty(),
            Selection.only(FAKE));
    Bound<InventorySource> source = host.registry().inventorySources().get(FAKE);
    if (source == null) {
      host.close();
      throw new ConfigurationException("no rack, as plugin fake " + why(host));
    }
    return new LoneRack(
        host, source.inContext(() -> source.driver().devices(Deadline.in(PATIENCE))).size());
  }

  /** Has no rack start where the configuration is used. */
  static Configuration without(Configuration configuration) {
    return configuration.keys("mozpool.plugins.settings").contains(FAKE)
        ? configuration.with(START, false)
        : configuration;
  }

  /** How many boards it has. */
  int boards() {
    return boards;
  }

  void close() {
    host.close();
  }

  private static String why(PluginHost host) {
    return host.plugins().stream()
        .flatMap(plugin -> plugin.failure().stream())
        .findFirst()
        .map(failure -> "failed: " + failure)
        .orElse("is disabled");
  }
}
