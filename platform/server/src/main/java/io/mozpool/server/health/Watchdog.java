package io.mozpool.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.Devices;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.request.Requests;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Whether the process does its job, or had better be started again: timeouts are handled, and
 * workers work. What is stuck is logged, once, with where all threads stand; a thread of the core
 * that does not come back from a call ends the process.
 */
@Singleton
@Liveness
public final class Watchdog implements HealthIndicator, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** Longer than any statement may take: the database is readiness' business. */
  private static final Duration STUCK = Duration.ofMinutes(1);

  private static final Duration LOOK = Duration.ofSeconds(5);

  /** The longest timeout of a call of the core, the database's, and 90 seconds. */
  private static final Duration LOST = Duration.ofSeconds(30 + 90);

  private record Busy(long task, int looks) {}

  private final Devices devices;
  private final Requests requests;
  private final Workers workers;
  private final Clock clock;
  private final Threads threads;
  private final Time time;
  private final ExecutorService thread;
  private volatile Optional<LocalDateTime> askedWorkers = Optional.empty();
  private Map<Thread, Busy> busy = Map.of();
  private boolean said;

  Watchdog(Devices devices, Requests requests, Workers workers, Threads threads, Time time) {
    this.devices = devices;
    this.requests = requests;
    this.workers = workers;
    this.clock = time.clock();
    this.threads = threads;
    this.time = time;
    this.thread = threads.pool(Role.CORE, "watchdog", 1);
  }

  /** Looks from now on. */
  public void start() {
    time.every(Duration.ZERO, LOOK, thread, this::look);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () -> {
          List<String> stuck = stuck();
          return HealthResult.builder(
                  "watchdog", stuck.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
              .details(Map.of("stuck", stuck))
              .build();
        });
  }

  /** A sentence for each thing that takes too long. */
  List<String> stuck() {
    return Stream.of(
            since("a timeout of a device is being handled", devices.handlingSince()),
            since("a timeout of a request is being handled", requests.handlingSince()),
            since("no worker has been free", askedWorkers))
        .flatMap(Optional::stream)
        .toList();
  }

  void look() {
    if (askedWorkers.isEmpty()) {
      askedWorkers = Optional.of(Moments.now(clock));
      workers.execute(() -> askedWorkers = Optional.empty());
    }
    List<String> stuck = stuck();
    if (!stuck.isEmpty() && !said) {
      LOG.error("{}; where all threads stand:\n{}", String.join("; ", stuck), stacks());
    }
    said = !stuck.isEmpty();
    endWhereAThreadIsLost();
  }

  /** Counts looks, not time: a process that was suspended has lost nothing. */
  private void endWhereAThreadIsLost() {
    Map<Thread, Busy> now = new HashMap<>();
    threads
        .tasks()
        .forEach(
            (thread, task) -> {
              Busy before = busy.get(thread);
              int looks = before != null && before.task() == task ? before.looks() + 1 : 0;
              now.put(thread, new Busy(task, looks));
            });
    busy = now;
    now.forEach(
        (thread, since) -> {
          if (LOOK.multipliedBy(since.looks()).compareTo(LOST) >= 0) {
            LOG.error("where all threads stand:\n{}", stacks());
            threads.halt(
                "thread %s has not come back from a call within %d s"
                    .formatted(thread.getName(), LOST.toSeconds()));
          }
        });
  }

  private Optional<String> since(String what, Optional<LocalDateTime> moment) {
    return moment
        .filter(begun -> begun.plus(STUCK).isBefore(Moments.now(clock)))
        .map(begun -> what + " since " + Moments.iso(begun));
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              text.append(thread.getName()).append(": ").append(thread.getState()).append('\n');
              Stream.of(stack).forEach(at -> text.append("  at ").append(at).append('\n'));
            });
    return text.toString();
  }
}
