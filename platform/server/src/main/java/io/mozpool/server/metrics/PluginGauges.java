package io.mozpool.server.metrics;

import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginMetric;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers that plugins show. */
@Singleton
final class PluginGauges {

  private static final Logger LOG = LoggerFactory.getLogger(PluginGauges.class);

  private final PluginHost plugins;

  PluginGauges(PluginHost plugins) {
    this.plugins = plugins;
  }

  /** Registers those that there are: plugins make them when they are started. */
  void register(PrometheusRegistry registry) {
    plugins.metrics().forEach(metric -> attempt(metric, registry));
  }

  /** Two plugins may have names that are one in Prometheus; the others are shown all the same. */
  private static void attempt(PluginMetric metric, PrometheusRegistry registry) {
    try {
      register(metric, registry);
    } catch (RuntimeException e) {
      LOG.error("{} of plugin {} is not shown", metric.name(), metric.pluginId(), e);
    }
  }

  private static void register(PluginMetric metric, PrometheusRegistry registry) {
    String plugin = metric.pluginId().replaceAll("[^A-Za-z0-9]", "_");
    String name = "mozpool_plugin_" + plugin + "_" + metric.name();
    if (metric.grows()) {
      CounterWithCallback.builder()
          .name(name)
          .help(metric.help())
          .callback(counter -> call(metric, counter::call))
          .register(registry);
    } else {
      GaugeWithCallback.builder()
          .name(name)
          .help(metric.help())
          .callback(gauge -> call(metric, gauge::call))
          .register(registry);
    }
  }

  private static void call(PluginMetric metric, DoubleConsumer value) {
    try {
      value.accept((double) metric.value().getAsLong());
    } catch (Throwable e) { // whatever a plugin throws, the other metrics are read
      LOG.error("plugin {} cannot say its {}", metric.pluginId(), metric.name(), e);
    }
  }
}
