package io.mozpool.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.Devices;
import io.mozpool.server.inventory.InventorySync;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.request.Requests;
import io.mozpool.server.syslog.SyslogListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The pool's own part of {@code /health}: degraded where a plugin failed, a call to a driver does
 * not return or an inventory could not be synced, down where timeouts are not handled any more.
 */
@Singleton
final class PoolHealth implements HealthIndicator {

  private static final Duration STUCK = Duration.ofMinutes(1);

  /** Neither operational nor not, or the whole would be called UP. */
  private static final HealthStatus DEGRADED =
      new HealthStatus("DEGRADED", "some devices are not served", null, 500);

  private final PluginHost plugins;
  private final GuardedCalls calls;
  private final Devices devices;
  private final Requests requests;
  private final InventorySync inventory;
  private final Journal journal;
  private final SyslogListener syslog;
  private final Clock clock;

  PoolHealth(
      PluginHost plugins,
      GuardedCalls calls,
      Devices devices,
      Requests requests,
      InventorySync inventory,
      Journal journal,
      SyslogListener syslog,
      Clock clock) {
    this.plugins = plugins;
    this.calls = calls;
    this.devices = devices;
    this.requests = requests;
    this.inventory = inventory;
    this.journal = journal;
    this.syslog = syslog;
    this.clock = clock;
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
    List<String> late =
        Stream.of(devices.handlingSince(), requests.handlingSince())
            .flatMap(since -> since.filter(this::isLongAgo).stream())
            .map(since -> "a timeout is being handled since " + Moments.iso(since))
            .toList();
    HealthStatus status =
        !late.isEmpty()
            ? HealthStatus.DOWN
            : failed.isEmpty() && stuck.isEmpty() && unsynced.isEmpty()
                ? HealthStatus.UP
                : DEGRADED;
    return HealthResult.builder("pool", status)
        .details(
            Map.of(
                "failed-plugins", failed,
                "stuck-calls", stuck,
                "stuck-timeouts", late,
                "inventory", unsynced,
                "dropped-log-lines", journal.dropped(),
                "syslog", syslog.counts()))
        .build();
  }

  private boolean isLongAgo(LocalDateTime since) {
    return since.plus(STUCK).isBefore(Moments.now(clock));
  }
}
