package io.mozpool.server.machine;

import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has machines handled whose time is up. A timer in memory is the hint that makes it prompt, a look
 * into the database every second the guarantee. All machines that are due are handled in parallel.
 */
public final class DueTimers {

  private static final Logger LOG = LoggerFactory.getLogger(DueTimers.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Beyond this the poll is soon enough. */
  private static final Duration HINT = Duration.ofMinutes(15);

  /** A machine, and when its time is up. */
  record Due(long id, LocalDateTime moment) {}

  private final MachineParts shared;
  private final Function<LocalDateTime, List<Due>> due;
  private final LongFunction<CompletableFuture<Outcome>> handler;
  private final Map<Long, Scheduled> hints = new ConcurrentHashMap<>();
  private final Map<Long, LocalDateTime> handling = new ConcurrentHashMap<>();
  private final Set<Long> again = ConcurrentHashMap.newKeySet();

  /**
   * @param due asks the database which machines are due until a moment
   * @param handler handles one; does nothing where it is not due
   */
  DueTimers(
      MachineParts shared,
      Function<LocalDateTime, List<Due>> due,
      LongFunction<CompletableFuture<Outcome>> handler) {
    this.shared = shared;
    this.due = due;
    this.handler = handler;
  }

  void start() {
    shared.workers().every(Duration.ZERO, POLL, this::poll);
  }

  /** Sets a machine's hint, in place of the one it had. */
  void schedule(long id, Optional<LocalDateTime> moment) {
    Optional<Duration> wait = moment.map(at -> Duration.between(Moments.now(shared.clock()), at));
    Scheduled old =
        wait.isEmpty() || wait.get().compareTo(HINT) > 0
            ? hints.remove(id)
            : hints.put(id, shared.workers().after(wait.get().plusNanos(1_000), () -> handle(id)));
    if (old != null) {
      old.cancel();
    }
  }

  /** The moment since which the handling of some machine has not come to an end. */
  Optional<LocalDateTime> oldest() {
    return handling.values().stream().min(LocalDateTime::compareTo);
  }

  void poll() {
    try {
      LocalDateTime now = Moments.now(shared.clock());
      for (Due machine : due.apply(now.plus(POLL))) {
        if (machine.moment().isAfter(now)) {
          schedule(machine.id(), Optional.of(machine.moment()));
        } else {
          shared.workers().execute(() -> handle(machine.id()));
        }
      }
    } catch (RuntimeException e) {
      report("cannot look for due machines", e);
    }
  }

  private void handle(long id) {
    if (handling.putIfAbsent(id, Moments.now(shared.clock())) != null) {
      again.add(id); // it may have come to a state that is due by now
      return;
    }
    handler
        .apply(id)
        .whenComplete(
            (outcome, failure) -> {
              handling.remove(id);
              if (failure != null) {
                report("a timeout could not be handled", failure);
              } else if (again.remove(id)) {
                shared.workers().execute(() -> handle(id));
              }
            });
  }

  private void report(String what, Throwable failure) {
    shared.workers().check(failure);
    if (!Outage.caused(failure)) {
      LOG.error("{}, trying again within a second", what, failure);
    }
  }
}
