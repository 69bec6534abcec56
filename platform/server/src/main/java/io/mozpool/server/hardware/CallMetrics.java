package io.mozpool.server.hardware;

import io.mozpool.host.call.CallListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is measured of the calls to drivers. */
@Singleton
public final class CallMetrics implements CallListener {

  private final Counter effects;
  private final Histogram laneWaits;

  CallMetrics(PrometheusRegistry registry) {
    effects =
        Counter.builder()
            .name("mozpool_effects")
            .help(
                "Calls to drivers that have ended, by plugin, controller and outcome: ok,"
                    + " unreachable, timed_out, refused, garbled, bug or cancelled.")
            .labelNames("plugin", "controller", "outcome")
            .register(registry);
    laneWaits =
        Histogram.builder()
            .name("mozpool_lane_wait_seconds")
            .help("How long calls have waited until it was their turn with their controller.")
            .labelNames("plugin", "controller")
            .classicOnly()
            .classicUpperBounds(0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60)
            .register(registry);
  }

  @Override
  public void waited(String pluginId, String lane, Duration time) {
    laneWaits.labelValues(pluginId, lane).observe(time.toNanos() / 1e9);
  }

  @Override
  public void ended(String pluginId, String lane, String outcome) {
    effects.labelValues(pluginId, lane, outcome).inc();
  }
}
