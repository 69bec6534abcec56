package io.mozpool.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A wait of a thread for a condition, bounded by real time. For use by one thread, which holds the
 * monitor that it waits on:
 *
 * <pre>{@code
 * TimedWait wait = TimedWait.of(patience);
 * while (!condition && wait.isLeft()) {
 *   wait.on(this);
 * }
 * }</pre>
 */
public final class TimedWait {

  private final long endNanos;

  private TimedWait(long endNanos) {
    this.endNanos = endNanos;
  }

  /** Begins now. */
  public static TimedWait of(Duration patience) {
    return new TimedWait(System.nanoTime() + patience.toNanos());
  }

  /** Whether there is time left. */
  public boolean isLeft() {
    return endNanos - System.nanoTime() > 0;
  }

  /** Waits until somebody notifies, the time is over, or for no reason. */
  public void on(Object monitor) throws InterruptedException {
    long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
    monitor.wait(Math.max(1, millis));
  }
}
