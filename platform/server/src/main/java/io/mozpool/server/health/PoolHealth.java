package io.mozpool.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.server.inventory.InventorySync;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.syslog.SyslogListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The pool's own part of {@code /health}: degraded where a plugin failed, a call to a driver does
 * not return or an inventory could not be synced.
 */
@Singleton
final class PoolHealth implements HealthIndicator {

  /** Neither operational nor not, or the whole would be called UP. */
  private static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "some devices are not served", null, 500);

  private final PluginHost plugins;
  private final GuardedCalls calls;
  private final InventorySync inventory;
  private final Journal journal;
  private final SyslogListener syslog;

  PoolHealth(
      PluginHost plugins,
      GuardedCalls calls,
      InventorySync inventory,
      Journal journal,
      SyslogListener syslog) {
    this.plugins = plugins;
    this.calls = calls;
    this.inventory = inventory;
    this.journal = journal;
    this.syslog = syslog;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::result);
  }

  private HealthResult result() {
    List<String> failed =
        plugins.plugins().stream()
            .filter(plugin -> plugin.state() == PluginInfo.State.FAILED)
            .map(plugin -> plugin.id() + ": " + plugin.failure().orElse(""))
            .toList();
    List<String> stuck = calls.stuck();
    List<String> unsynced = inventory.troubles();
    HealthStatus status =
        failed.isEmpty() && stuck.isEmpty() && unsynced.isEmpty() ? HealthStatus.UP : DEGRADED;
    return HealthResult.builder("pool", status)
        .details(
            Map.of(
                "failed-plugins", failed,
                "stuck-calls", stuck,
                "inventory", unsynced,
                "dropped-log-lines", journal.dropped(),
                "syslog", syslog.counts()))
        .build();
  }
}
