package io.mozpool.time;

import java.time.Duration;

/** Measures how long something real takes: code of a plugin, a commit. Any thread may read it. */
public final class Stopwatch {

  private final long begunNanos = System.nanoTime();

  private Stopwatch() {}

  /** Starts one now. */
  public static Stopwatch start() {
    return new Stopwatch();
  }

  /** The time since the start, by the monotonic clock. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
