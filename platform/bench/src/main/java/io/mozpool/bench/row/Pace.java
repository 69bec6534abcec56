package io.mozpool.bench.row;

import java.time.Duration;

/**
 * How long a row takes.
 *
 * @param warmUp until the server's code is compiled
 * @param measured what counts
 * @param bare how long bare commits are measured
 * @param rounds of a row that measures in rounds, after one that does not count
 * @param singles how many single timeouts
 */
public record Pace(Duration warmUp, Duration measured, Duration bare, int rounds, int singles) {

  /** What the figures of the documentation are made with. */
  public static final Pace FULL =
      new Pace(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(10), 5, 300);

  /** Just to see that it works. */
  public static final Pace QUICK =
      new Pace(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(1), 1, 20);
}
