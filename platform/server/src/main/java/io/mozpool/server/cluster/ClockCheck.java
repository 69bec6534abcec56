package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares this server's clock with the database's: due moments are by the clocks of servers, and
 * who takes over reads those of another.
 */
public final class ClockCheck {

  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** The first may have to wait for a connection; the quickest is the most exact. */
  private static final int SAMPLES = 3;

  /** What leases are compared with: a session that is not in UTC is found here, too. */
  private static final String NOW = "select date_format(now(6), '%Y-%m-%dT%H:%i:%s.%f')";

  /** A look at both clocks. */
  private record Sample(LocalDateTime here, LocalDateTime there, Duration trip) {

    Duration difference() {
      return Duration.between(here, there).abs();
    }
  }

  private final Supplier<LocalDateTime> database;
  private final Clock clock;

  ClockCheck(Supplier<LocalDateTime> database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** For a MySQL or MariaDB server. */
  public static ClockCheck of(Database database, Clock clock) {
    return new ClockCheck(
        () -> database.first(row -> LocalDateTime.parse(row.getString(1)), NOW).orElseThrow(),
        clock);
  }

  /** For an embedded database, whose clock is this server's. */
  public static ClockCheck ofOneClock(Clock clock) {
    return new ClockCheck(() -> Moments.now(clock), clock);
  }

  /** A sentence where the clocks differ by more than a second. */
  public Optional<String> problem() {
    Sample best = sample();
    for (int i = 1; i < SAMPLES; i++) {
      Sample other = sample();
      best = other.trip().compareTo(best.trip()) < 0 ? other : best;
    }
    return best.difference().compareTo(TOLERANCE) <= 0
        ? Optional.empty()
        : Optional.of(
            "the clocks differ: it is %s here and %s at the database, expected at most %d s between"
                    .formatted(
                        Moments.iso(best.here()), Moments.iso(best.there()), TOLERANCE.toSeconds())
                + " them; let NTP set both");
  }

  /** The answer is as old as half the way to the database and back. */
  private Sample sample() {
    LocalDateTime before = Moments.now(clock);
    LocalDateTime there = database.get();
    Duration trip = Duration.between(before, Moments.now(clock));
    return new Sample(before.plus(trip.dividedBy(2)), there, trip);
  }
}
