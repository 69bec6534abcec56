package io.mozpool.server.metrics;

import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.web.Load;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;

/** How the server itself stands. */
@Singleton
final class ServerGauges {

  private final PluginHost plugins;
  private final GuardedCalls calls;
  private final Leases leases;
  private final Journal journal;
  private final Load load;
  private final ClientGauges clients;

  ServerGauges(
      PluginHost plugins,
      GuardedCalls calls,
      Leases leases,
      Journal journal,
      Load load,
      ClientGauges clients) {
    this.plugins = plugins;
    this.calls = calls;
    this.leases = leases;
    this.journal = journal;
    this.load = load;
    this.clients = clients;
  }

  void register(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("mozpool_leases")
        .help("Imaging servers whose machines this server handles: its own, and others' it took.")
        .callback(gauge -> gauge.call(leases.held().size()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_plugins")
        .help("Plugins by state.")
        .labelNames("state")
        .callback(
            gauge ->
                Arrays.stream(PluginInfo.State.values())
                    .forEach(
                        state -> gauge.call(count(state), state.name().toLowerCase(Locale.ROOT))))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_stuck_calls")
        .help("Calls to drivers that have not returned after their end; their lanes stay closed.")
        .callback(gauge -> gauge.call(calls.stuck().size()))
        .register(registry);
    CounterWithCallback.builder()
        .name("mozpool_log_lines_dropped")
        .help("Lines of logs that were not stored, as too many came or the database refused them.")
        .callback(counter -> counter.call((double) journal.dropped()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("mozpool_calls")
        .help("Calls over HTTP that wait or are being answered.")
        .callback(gauge -> gauge.call(load.calls()))
        .register(registry);
    CounterWithCallback.builder()
        .name("mozpool_calls_refused")
        .help("Calls that were told to come again, as mozpool.calls-at-once were under way.")
        .callback(counter -> counter.call((double) load.refused()))
        .register(registry);
    clients.register(registry);
    JvmMetrics.builder().register(registry);
  }

  private double count(PluginInfo.State state) {
    return (double) plugins.plugins().stream().filter(each -> each.state() == state).count();
  }
}
