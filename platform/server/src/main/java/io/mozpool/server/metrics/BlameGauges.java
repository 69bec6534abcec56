package io.mozpool.server.metrics;

import io.mozpool.server.blame.Accusations;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;

/** Images and self-tests that are held back in the whole pool, since boards do not boot. */
@Singleton
final class BlameGauges {

  private final Accusations accusations;

  BlameGauges(Accusations accusations) {
    this.accusations = accusations;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("mozpool_accused_images")
        .help("Images that boards of a hardware type fail to boot, and get one at a time.")
        .callback(gauge -> gauge.call(accusations.accusedImages().size()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_paused_self_tests")
        .help("Hardware types whose self-tests pause, since boards failed to boot them.")
        .callback(gauge -> gauge.call(accusations.pausedSelfTests().size()))
        .register(registry);
  }
}
