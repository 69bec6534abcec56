package io.mozpool.server.syslog;

import java.util.concurrent.TimeUnit;

/** How many lines a device may send: so many a second, and what it saved up in silence. */
final class Allowance {

  private static final int SECONDS_SAVED = 20;

  private final int linesPerSecond;
  private double lines;
  private long since;
  private long dropped;

  /**
   * @param now in milliseconds
   */
  Allowance(int linesPerSecond, long now) {
    this.linesPerSecond = linesPerSecond;
    this.lines = (double) linesPerSecond * SECONDS_SAVED;
    this.since = now;
  }

  /** Whether a line may be stored now; where not, it counts as dropped. */
  boolean take(long now) {
    double saved =
        (double) Math.max(0, now - since) * linesPerSecond / TimeUnit.SECONDS.toMillis(1);
    lines = Math.min(lines + saved, (double) linesPerSecond * SECONDS_SAVED);
    since = now;
    if (lines < 1) {
      dropped++;
      return false;
    }
    lines--;
    return true;
  }

  /** How many lines were dropped since it was last asked. */
  long takeDropped() {
    long taken = dropped;
    dropped = 0;
    return taken;
  }
}
