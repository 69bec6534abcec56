package io.mozpool.host;

import java.util.function.LongSupplier;

/**
 * A number that a plugin shows.
 *
 * @param name unique within the plugin
 * @param help one sentence for the operator
 * @param grows whether it only grows
 * @param value asked by any thread; what it throws is a bug of the plugin
 */
public record PluginMetric(
    String pluginId, String name, String help, boolean grows, LongSupplier value) {

  /** The same, asked in another way. */
  PluginMetric with(LongSupplier asked) {
    return new PluginMetric(pluginId, name, help, grows, asked);
  }
}
