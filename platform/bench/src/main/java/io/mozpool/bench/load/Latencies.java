package io.mozpool.bench.load;

import java.time.Duration;
import java.util.Arrays;

/** How long something took, again and again. */
public final class Latencies {

  private long[] nanos = new long[1024];
  private int count;
  private boolean sorted;

  /** Adds one, in nanoseconds. */
  public void add(long time) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = time;
    sorted = false;
  }

  /** Adds all of others. */
  void addAll(Latencies others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * The one that so many percent do not exceed; zero where there are none.
   *
   * @param percent above 0, up to 100
   */
  public Duration percentile(double percent) {
    if (count == 0) {
      return Duration.ZERO;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    return Duration.ofNanos(nanos[Math.max(0, (int) Math.ceil(percent / 100 * count) - 1)]);
  }
}
