package io.mozpool.plugins.netbox;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Answers of servers that have too much to do just now, and when they may be asked again. */
final class Busy {

  /** How often a question is asked again. */
  static final int MOST_REPEATS = 4;

  private static final Set<Integer> STATUSES = Set.of(429, 503);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration STANDARD = Duration.ofSeconds(2);

  private Busy() {}

  static boolean is(HttpResponse<?> answer) {
    return STATUSES.contains(answer.statusCode());
  }

  /**
   * The time that the answer asks for, else twice as long each time.
   *
   * @param repeat how often the question was asked again before, from 0
   */
  static Duration pause(HttpResponse<?> answer, int repeat, Clock clock) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(text -> pause(text.strip(), clock))
        .filter(pause -> !pause.isNegative())
        .map(pause -> pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause)
        .orElse(STANDARD.multipliedBy(1L << repeat));
  }

  /** Of seconds or of a date; negative where it is neither. */
  private static Duration pause(String retryAfter, Clock clock) {
    if (retryAfter.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter));
      Duration until = Duration.between(clock.instant(), date);
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException e) {
      return Duration.ofSeconds(-1);
    }
  }
}
