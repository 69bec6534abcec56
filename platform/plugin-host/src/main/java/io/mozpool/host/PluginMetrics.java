package io.mozpool.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The numbers that plugins show. Safe for use by any thread. */
final class PluginMetrics {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private final List<PluginMetric> metrics = new CopyOnWriteArrayList<>();

  synchronized void add(PluginMetric metric) {
    if (metric.name() == null || metric.help() == null || metric.value() == null) {
      throw new IllegalArgumentException(
          "metric '%s': expected a name, a help text and a value, not null"
              .formatted(metric.name()));
    }
    if (!NAME.matcher(metric.name()).matches()) {
      throw new IllegalArgumentException(
          "metric '%s': expected lower-case letters, digits and underscores"
              .formatted(metric.name()));
    }
    if (of(metric.pluginId()).stream().anyMatch(other -> other.name().equals(metric.name()))) {
      throw new IllegalArgumentException("metric '%s' is there already".formatted(metric.name()));
    }
    metrics.add(metric);
  }

  /** Forgets those of a plugin that has failed. */
  void forget(String pluginId) {
    metrics.removeIf(metric -> metric.pluginId().equals(pluginId));
  }

  List<PluginMetric> all() {
    return List.copyOf(metrics);
  }

  private List<PluginMetric> of(String pluginId) {
    return metrics.stream().filter(metric -> metric.pluginId().equals(pluginId)).toList();
  }
}
