package io.mozpool.server.metrics;

import io.mozpool.server.metrics.PoolCounts.Devices;
import io.mozpool.server.metrics.PoolCounts.Requests;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How the machines of this server stand. */
@Singleton
final class PoolGauges {

  /** States of requests that have no device yet. */
  private static final Set<String> WAITING = Set.of("new", "finding_device");

  private final PoolCounts pool;

  PoolGauges(PoolCounts pool) {
    this.pool = pool;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("mozpool_devices")
        .help("Devices that this server handles, by state and by what that means to the pool.")
        .labelNames("state", "class")
        .callback(
            gauge -> {
              for (Devices devices : pool.counts().devices()) {
                String deviceClass = devices.deviceClass().name().toLowerCase(Locale.ROOT);
                gauge.call((double) devices.count(), devices.state(), deviceClass);
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_devices_struggling")
        .help("Devices of this server that go on trying and fail again and again.")
        .callback(gauge -> gauge.call(pool.counts().struggling()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_requests")
        .help("Open requests that this server handles, by state.")
        .labelNames("state")
        .callback(
            gauge ->
                pool.counts()
                    .requests()
                    .forEach(requests -> gauge.call((double) requests.count(), requests.state())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_requests_waiting")
        .help("Open requests of this server that have no device yet.")
        .callback(gauge -> gauge.call(waiting().stream().mapToDouble(Requests::count).sum()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_requests_waiting_oldest_seconds")
        .help("For how long the first of them has been waiting.")
        .callback(
            gauge ->
                gauge.call(waiting().stream().mapToDouble(Requests::oldestSeconds).max().orElse(0)))
        .register(registry);
  }

  private List<Requests> waiting() {
    return pool.counts().requests().stream()
        .filter(requests -> WAITING.contains(requests.state()))
        .toList();
  }
}
