package io.mozpool.server.inventory;

import io.mozpool.host.Bound;
import io.mozpool.host.Registry;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.server.cluster.ImagingServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Reads all inventories at the same time; one that is away does not keep the others from it. */
@Singleton
final class SourceReader {

  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** The words of one inventory. */
  private record Reading(List<Listed> devices, SourceNotes notes) {}

  private final List<String> sources;
  private final Registry registry;
  private final GuardedCalls calls;
  private final String self;
  private final Duration deadline;

  @Inject
  SourceReader(
      InventorySettings settings, Registry registry, GuardedCalls calls, ImagingServer server) {
    this(settings.sources(), registry, calls, server.fqdn(), DEADLINE);
  }

  SourceReader(
      List<String> sources, Registry registry, GuardedCalls calls, String self, Duration deadline) {
    this.sources = sources;
    this.registry = registry;
    this.calls = calls;
    this.self = self;
    this.deadline = deadline;
  }

  /** Blocks until each of them has answered, failed, or taken five minutes. */
  Readings read() throws InterruptedException {
    Map<String, CompletableFuture<Reading>> asked = new LinkedHashMap<>();
    sources.forEach(source -> asked.put(source, ask(source)));
    Map<String, List<Listed>> read = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<Identity> leftOut = new HashSet<>();
    for (Map.Entry<String, CompletableFuture<Reading>> each : asked.entrySet()) {
      String source = each.getKey();
      try {
        Reading reading = each.getValue().get();
        read.put(source, reading.devices());
        notes.addAll(reading.notes().sentences());
        leftOut.addAll(reading.notes().leftOut());
      } catch (ExecutionException e) {
        failures.add(failure(source, Objects.requireNonNullElse(e.getCause(), e)));
      } catch (CancellationException e) {
        failures.add(failure(source, e));
      }
    }
    return new Readings(read, failures, notes, leftOut);
  }

  private CompletableFuture<Reading> ask(String source) {
    Bound<InventorySource> bound = registry.inventorySources().get(source);
    if (bound == null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "no plugin that runs has it, expected one of "
                  + registry.inventorySources().keySet()));
    }
    return calls.submit(
        GuardedCall.free(
            bound,
            "inventory " + source,
            deadline,
            deadline,
            within -> read(source, bound.driver(), within)));
  }

  private Reading read(String source, InventorySource driver, Deadline within)
      throws DriverException, InterruptedException {
    SourceNotes notes = new SourceNotes(source);
    List<Listed> devices =
        driver.devices(within, notes).stream()
            .map(
                device ->
                    new Listed(
                        new Identity(source, device.inventoryId()), Description.of(device, self)))
            .toList();
    return new Reading(devices, notes);
  }

  private static String failure(String source, Throwable cause) {
    return "inventory '%s' could not be read, its devices stay as they are: %s"
        .formatted(source, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
  }
}
