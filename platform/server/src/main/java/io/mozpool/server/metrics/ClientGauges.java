package io.mozpool.server.metrics;

import io.mozpool.server.connection.ClientConnections;
import io.mozpool.server.connection.ClientConnections.Drop;
import io.mozpool.server.connection.Quota;
import io.mozpool.server.stream.Listeners;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** How many clients there are, and who of them is refused or dropped. */
@Singleton
final class ClientGauges {

  private final ClientConnections connections;
  private final Listeners listeners;

  ClientGauges(ClientConnections connections, Listeners listeners) {
    this.connections = connections;
    this.listeners = listeners;
  }

  void register(PrometheusRegistry registry) {
    open(registry, "mozpool_connections", "Connections of clients over HTTP.", connections.quota());
    refused(
        registry,
        "mozpool_connections_refused",
        "Connections that were refused: their address had enough of them, or there were enough in all.",
        connections.quota());
    CounterWithCallback.builder()
        .name("mozpool_connections_dropped")
        .help(
            "Connections that were closed: a request came too slowly, an answer was not taken, or"
                + " too much memory waited for clients.")
        .labelNames("reason")
        .callback(
            counter -> {
              for (Drop reason : Drop.values()) {
                counter.call((double) connections.dropped(reason), word(reason));
              }
            })
        .register(registry);
    open(registry, "mozpool_listeners", "Readers of the event stream.", listeners.quota());
    refused(
        registry,
        "mozpool_listeners_refused",
        "Readers of the event stream that were refused, by the bound that refused them.",
        listeners.quota());
  }

  private static void open(PrometheusRegistry registry, String name, String help, Quota quota) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> gauge.call(quota.taken()))
        .register(registry);
  }

  private static void refused(PrometheusRegistry registry, String name, String help, Quota quota) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("bound")
        .callback(
            counter -> {
              for (Quota.Bound bound : Quota.Bound.values()) {
                counter.call((double) quota.refused(bound), word(bound));
              }
            })
        .register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
