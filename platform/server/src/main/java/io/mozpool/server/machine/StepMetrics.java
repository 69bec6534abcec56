package io.mozpool.server.machine;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is measured of the machines' steps. */
@Singleton
public final class StepMetrics {

  private final Counter transitions;
  private final Histogram lateness;
  private final Histogram groups;
  private final Histogram commits;
  private final Counter failures;

  public StepMetrics(PrometheusRegistry registry) {
    transitions =
        Counter.builder()
            .name("mozpool_transitions")
            .help("Changes of state that were committed, by the machine and the state it came to.")
            .labelNames("machine", "state")
            .register(registry);
    lateness =
        Histogram.builder()
            .name("mozpool_lateness_seconds")
            .help("How long after its due moment the timeout of a machine was handled.")
            .labelNames("machine")
            .classicOnly()
            .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60)
            .register(registry);
    groups =
        Histogram.builder()
            .name("mozpool_commit_group_steps")
            .help("How many steps shared a transaction.")
            .classicOnly()
            .classicUpperBounds(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    commits =
        Histogram.builder()
            .name("mozpool_commit_seconds")
            .help(
                "How long the transaction of a group took, from its first statement to the commit.")
            .classicOnly()
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
            .register(registry);
    failures =
        Counter.builder()
            .name("mozpool_commit_failures")
            .help("Transactions of steps that failed; their steps are tried again, or singly.")
            .register(registry);
  }

  void moved(String machine, String state) {
    transitions.labelValues(machine, state).inc();
  }

  void handledLate(String machine, Duration lateness) {
    this.lateness.labelValues(machine).observe(seconds(lateness.toNanos()));
  }

  void committed(int steps, long nanos) {
    groups.observe(steps);
    commits.observe(seconds(nanos));
  }

  void commitFailed() {
    failures.inc();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
