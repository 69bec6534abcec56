package io.mozpool.host;

import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What the host lends to one plugin. Its directory is made when it is first asked for: commands
 * that need none leave none behind.
 */
record HostContext(
    String pluginId, Clock clock, Path dataDirectory, BootFiles bootFiles, PluginMetrics metrics)
    implements PluginContext {

  /** What all plugins share, with the directory that holds those of each. */
  HostContext(Clock clock, Path dataDirectory, BootFiles bootFiles) {
    this("", clock, dataDirectory, bootFiles, new PluginMetrics());
  }

  /** The same for one plugin, with a directory of its own. */
  HostContext of(String plugin) {
    return new HostContext(plugin, clock, dataDirectory.resolve(plugin), bootFiles, metrics);
  }

  @Override
  public Path dataDirectory() {
    try {
      return PrivateFiles.directory(dataDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void counter(String name, String help, LongSupplier value) {
    metrics.add(new PluginMetric(pluginId, name, help, true, value));
  }

  @Override
  public void gauge(String name, String help, LongSupplier value) {
    metrics.add(new PluginMetric(pluginId, name, help, false, value));
  }
}
