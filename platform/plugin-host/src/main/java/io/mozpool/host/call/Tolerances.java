package io.mozpool.host.call;

import java.time.Duration;

/**
 * What is tolerated of plugins.
 *
 * @param grace how long after its deadline a call may take to return, before it counts as stuck
 * @param idle how long the idle call of a lane may take
 * @param closing how long to wait for running calls when all is closed
 * @param platformThreads how many calls run at a time where there are no virtual threads
 */
public record Tolerances(Duration grace, Duration idle, Duration closing, int platformThreads) {

  /** What a server tolerates. */
  public static Tolerances standard() {
    return new Tolerances(
        Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(2), 1_000);
  }
}
