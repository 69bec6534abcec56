package io.mozpool.time;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * The time of a process: the wall clock, which people and other machines share and which may jump;
 * the monotonic clock, which only measures; delays; and chance. Safe for use by any thread.
 */
public interface Time {

  /** The wall clock, in UTC. */
  Clock clock();

  /**
   * The monotonic clock, in nanoseconds since some moment; it stands still in suspended machines.
   */
  long nanos();

  /** The time since a reading of the monotonic clock. */
  default Duration since(long nanos) {
    return Duration.ofNanos(nanos() - nanos);
  }

  /**
   * Hands a task over to an executor once some time has passed on the monotonic clock; at once for
   * zero and less. An executor that refuses it does not hear of it again.
   */
  Scheduled after(Duration delay, Executor executor, Runnable task);

  /**
   * Hands a task over to an executor again and again, until it is cancelled. A run that is late or
   * long delays the next one, and no two overlap.
   *
   * @param delay the time until the first run
   * @param period the time from run to run, above zero
   */
  Scheduled every(Duration delay, Duration period, Executor executor, Runnable task);

  /** Chance for one purpose. One seed gives a purpose the same numbers whatever others draw. */
  Random random(String purpose);

  /** A task that waits for its time. */
  interface Scheduled {

    /** Takes it back, if it was not handed over yet; a run that has begun goes on. */
    void cancel();
  }
}
