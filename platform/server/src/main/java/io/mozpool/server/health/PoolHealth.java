package io.mozpool.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.server.blame.Accusations;
import io.mozpool.server.device.Devices;
import io.mozpool.server.inventory.InventorySync;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.syslog.SyslogListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The pool's own part of {@code /health}: degraded where a plugin failed, a call to a driver does
 * not return, an inventory could not be synced, boards fail to boot an image, or the network looks
 * broken.
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
  private final Accusations accusations;
  private final Devices devices;

  PoolHealth(
      PluginHost plugins,
      GuardedCalls calls,
      InventorySync inventory,
      Journal journal,
      SyslogListener syslog,
      Accusations accusations,
      Devices devices) {
    this.plugins = plugins;
    this.calls = calls;
    this.inventory = inventory;
    this.journal = journal;
    this.syslog = syslog;
    this.accusations = accusations;
    this.devices = devices;
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
    List<String> accused = accusations.accusedImages();
    List<String> paused = accusations.pausedSelfTests();
    List<String> closed = devices.closedGates();
    boolean well =
        Stream.of(failed, stuck, unsynced, accused, paused, closed).allMatch(List::isEmpty);
    HealthStatus status = well ? HealthStatus.UP : DEGRADED;
    return HealthResult.builder("pool", status)
        .details(
            Map.of(
                "failed-plugins", failed,
                "stuck-calls", stuck,
                "inventory", unsynced,
                "accused-images", accused,
                "paused-self-tests", paused,
                "network", closed,
                "dropped-log-lines", journal.dropped(),
                "syslog", syslog.counts()))
        .build();
  }
}
