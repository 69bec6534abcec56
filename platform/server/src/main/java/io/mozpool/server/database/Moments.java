package io.mozpool.server.database;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moments as the database holds them: UTC, microseconds, bound as text, because a timestamp
 * parameter loses its fraction on the way to some MariaDB servers.
 */
public final class Moments {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private Moments() {}

  /** The present moment. */
  public static LocalDateTime now(Clock clock) {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }

  /** As a parameter of a statement. */
  public static @Nullable String text(@Nullable LocalDateTime moment) {
    return moment == null ? null : TEXT.format(moment);
  }

  /** As the API shows it: ISO 8601 without a zone letter, microseconds. */
  public static @Nullable String iso(@Nullable LocalDateTime moment) {
    return moment == null ? null : ISO.format(moment);
  }
}
