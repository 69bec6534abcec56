package io.mozpool.host;

import io.mozpool.plugin.BootFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The plugins of a running server. */
public final class PluginHost implements AutoCloseable {

  private final Patience patience;
  private final List<PluginLoading> loadings;
  private final PluginMetrics metrics;
  private final List<Contribution> contributions;
  private final List<PluginInfo> plugins;
  private final Registry registry;
  private final Prompt prompt = new Prompt();

  PluginHost(
      Patience patience,
      List<PluginLoading> loadings,
      PluginMetrics metrics,
      List<Contribution> contributions,
      List<PluginInfo> plugins) {
    this.patience = patience;
    this.loadings = List.copyOf(loadings);
    this.metrics = metrics;
    this.contributions = List.copyOf(contributions);
    this.plugins = List.copyOf(plugins);
    this.registry = Registry.of(contributions, plugins);
  }

  /** Starts all plugins of a directory but the disabled ones. */
  public static PluginHost start(
      Configuration configuration,
      Path pluginsDirectory,
      Path dataDirectory,
      Clock clock,
      BootFiles bootFiles) {
    return start(configuration, pluginsDirectory, dataDirectory, clock, bootFiles, Selection.all());
  }

  /**
   * Starts the selected plugins of a directory. A plugin that cannot be started is listed as
   * failed, with the reason, and the others go on.
   *
   * @param pluginsDirectory where the jars are
   * @param dataDirectory where each plugin gets a directory of its own
   * @param bootFiles what plugins' boot servers serve
   * @throws ConfigurationException where settings are wrong or meant for a plugin that is not
   *     there, or two plugins have one id, or one name at the same extension point
   */
  public static PluginHost start(
      Configuration configuration,
      Path pluginsDirectory,
      Path dataDirectory,
      Clock clock,
      BootFiles bootFiles,
      Selection selection) {
    HostContext context = new HostContext(clock, dataDirectory, bootFiles);
    return new Startup(configuration, pluginsDirectory, Patience.standard())
        .start(context, selection);
  }

  /**
   * Loads the plugins that a configuration names and looks at their settings, and opens nothing.
   *
   * @param takenStages names that no stage of an installer may have
   * @throws ConfigurationException where it cannot even be said where the plugins are
   */
  public static PluginCheck check(Configuration configuration, Set<String> takenStages) {
    Path directory = PluginsConfig.of(configuration).directory();
    return new Startup(configuration, directory, Patience.standard()).check(takenStages);
  }

  /** What the plugins contribute. */
  public Registry registry() {
    return registry;
  }

  /** The plugins by their ids, failed and disabled ones, too. */
  public List<PluginInfo> plugins() {
    return plugins;
  }

  /** The numbers that plugins show just now. */
  public List<PluginMetric> metrics() {
    return metrics.all().stream().map(this::guarded).toList();
  }

  private PluginMetric guarded(PluginMetric metric) {
    return contributions.stream()
        .map(Contribution::made)
        .filter(made -> made.pluginId().equals(metric.pluginId()))
        .findFirst()
        .map(plugin -> metric.with(() -> value(plugin, metric)))
        .orElse(metric);
  }

  private long value(Bound<?> plugin, PluginMetric metric) {
    return prompt.call(plugin, "metric " + metric.name(), metric.value()::getAsLong);
  }

  /**
   * Closes what the plugins made, the last one first, and then their jars. Takes some seconds where
   * plugins do not come back from it.
   */
  @Override
  public void close() {
    Closing closing = new Closing(patience);
    closing.drivers(contributions);
    closing.jars(loadings);
  }
}
