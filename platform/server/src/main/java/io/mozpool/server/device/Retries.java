package io.mozpool.server.device;

import io.mozpool.server.machine.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks again and again until the answer is yes, the window is over or the machine has moved on. No
 * thread is held between attempts.
 */
final class Retries {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** Asks once; the future fails where the answer is no. */
  @FunctionalInterface
  interface Attempt {
    CompletableFuture<Void> ask(Duration allowed);
  }

  private record Series(
      long machine,
      long revision,
      Duration allowed,
      long endNanos,
      Attempt attempt,
      Runnable yes,
      Consumer<Throwable> never) {}

  private static final long NO_REVISION = -1;

  private final Workers workers;
  private final Map<Long, Long> revisions = new ConcurrentHashMap<>();

  Retries(Workers workers) {
    this.workers = workers;
  }

  /** A machine has come to a revision: series of earlier ones end. */
  void moved(long machine, long revision) {
    revisions.merge(machine, revision, Math::max);
  }

  /** Ends all series. */
  void breakOff() {
    revisions.replaceAll((machine, revision) -> NO_REVISION);
  }

  /**
   * Starts a series.
   *
   * @param allowed how long one attempt may take
   * @param window how long the series may last
   * @param never hears the last failure when the window is over
   */
  void until(
      long machine,
      long revision,
      Duration allowed,
      Duration window,
      Attempt attempt,
      Runnable yes,
      Consumer<Throwable> never) {
    moved(machine, revision);
    long end = workers.time().nanos() + window.toNanos();
    ask(new Series(machine, revision, allowed, end, attempt, yes, never), FIRST_PAUSE);
  }

  private void ask(Series series, Duration pause) {
    long left = series.endNanos() - workers.time().nanos();
    Duration allowed = Duration.ofNanos(Math.min(left, series.allowed().toNanos()));
    series
        .attempt()
        .ask(allowed)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                series.yes().run();
              } else {
                askLater(series, pause, failure);
              }
            });
  }

  private void askLater(Series series, Duration pause, Throwable failure) {
    if (!isCurrent(series)) {
      return;
    }
    if (workers.time().nanos() + pause.toNanos() >= series.endNanos()) {
      series.never().accept(failure);
      return;
    }
    Duration doubled = pause.multipliedBy(2);
    Duration next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    workers.after(
        pause,
        () -> {
          if (isCurrent(series)) {
            ask(series, next);
          }
        });
  }

  private boolean isCurrent(Series series) {
    return revisions.getOrDefault(series.machine(), 0L) == series.revision();
  }
}
