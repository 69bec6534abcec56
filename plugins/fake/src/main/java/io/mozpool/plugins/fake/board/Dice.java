package io.mozpool.plugins.fake.board;

import java.time.Duration;
import java.util.SplittableRandom;

/** One board's luck: how long its steps last, and what fails. The same seed is the same luck. */
public final class Dice {

  private final SplittableRandom random;
  private final double speed;

  /**
   * @param speed how many seconds of the board's pass in one of ours
   */
  public Dice(long seed, double speed) {
    this.random = new SplittableRandom(seed);
    this.speed = speed;
  }

  /** How long the step takes this time. */
  Duration length(Step step) {
    return Duration.ofNanos((long) (step.seconds(random.nextDouble()) / speed * 1e9));
  }

  /** Whether what fails with this probability fails this time. */
  boolean fails(double probability) {
    return random.nextDouble() < probability;
  }
}
