package io.mozpool.server.device;

import io.mozpool.server.machine.Workers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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

  /** The pause after so many attempts that failed; empty for no further attempt. */
  @FunctionalInterface
  interface Pauses {
    Optional<Duration> after(int attempts);
  }

  /** From half a second, twice as long each time, to five seconds, as long as the window lasts. */
  static final Pauses DOUBLING =
      attempts ->
          Optional.of(
              attempts > 4 ? LONGEST_PAUSE : FIRST_PAUSE.multipliedBy(1L << (attempts - 1)));

  /** 5, 10, 15 and 20 seconds, as the reference waits for an agent that is busy. */
  static final Pauses LENGTHENING =
      attempts -> Optional.of(LONGEST_PAUSE.multipliedBy(attempts)).filter(any -> attempts < 5);

  /**
   * The bounds of a series.
   *
   * @param machine whose question it is
   * @param revision the machine's, with which the series ends
   * @param allowed how long one attempt may take
   * @param window how long the series may last
   */
  record Bounds(long machine, long revision, Duration allowed, Duration window, Pauses pauses) {}

  private record Series(
      Bounds bounds, long endNanos, Attempt attempt, Runnable yes, Consumer<Throwable> never) {}

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
   * @param never hears the last failure when there is no further attempt
   */
  void until(Bounds bounds, Attempt attempt, Runnable yes, Consumer<Throwable> never) {
    moved(bounds.machine(), bounds.revision());
    long end = workers.time().nanos() + bounds.window().toNanos();
    ask(new Series(bounds, end, attempt, yes, never), 1);
  }

  private void ask(Series series, int number) {
    long left = series.endNanos() - workers.time().nanos();
    Duration allowed = Duration.ofNanos(Math.min(left, series.bounds().allowed().toNanos()));
    series
        .attempt()
        .ask(allowed)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                series.yes().run();
              } else if (isCurrent(series)) {
                askLater(series, number, failure);
              }
            });
  }

  private void askLater(Series series, int number, Throwable failure) {
    long left = series.endNanos() - workers.time().nanos();
    Optional<Duration> pause =
        series.bounds().pauses().after(number).filter(wait -> wait.toNanos() < left);
    if (pause.isEmpty()) {
      series.never().accept(failure);
      return;
    }
    workers.after(
        pause.get(),
        () -> {
          if (isCurrent(series)) {
            ask(series, number + 1);
          }
        });
  }

  private boolean isCurrent(Series series) {
    Bounds bounds = series.bounds();
    return revisions.getOrDefault(bounds.machine(), 0L) == bounds.revision();
  }
}
