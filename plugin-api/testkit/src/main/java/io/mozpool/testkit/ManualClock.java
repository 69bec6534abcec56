package io.mozpool.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved. Safe for use by several threads.
 *
 * @since 1.0
 */
public final class ManualClock extends Clock {

  private Instant now;

  /** A clock in UTC that shows the first moment of 2026. */
  public ManualClock() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** A clock in UTC that shows this moment. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  /** Moves the clock forward; back where the duration is negative. */
  public synchronized void tick(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same clock, read in another zone: both move together. */
  @Override
  @SuppressWarnings("UnnecessaryMethodReference") // this.withZone would be this very method
  public Clock withZone(ZoneId zone) {
    InstantSource source = this::instant;
    return source.withZone(zone);
  }
}
