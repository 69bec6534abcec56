package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.database.Moments;
import io.mozpool.testkit.ManualClock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {

  private final ManualClock clock = new ManualClock();

  @ParameterizedTest
  @ValueSource(longs = {-1000, -999, 0, 1000})
  void aSecondIsTolerated(long millis) {
    assertThat(check(millis, 0).problem()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1001, 1001, 7_200_000})
  void moreIsSaidWithBothMoments(long millis) {
    LocalDateTime here = Moments.now(clock);
    Optional<String> problem = check(millis, 0).problem();

    assertThat(problem.orElseThrow())
        .contains("it is " + Moments.iso(here) + " here")
        .contains(Moments.iso(here.plus(Duration.ofMillis(millis))) + " at the database")
        .contains("at most 1 s");
  }

  @Test
  void theWayToTheDatabaseAndBackIsNoDifference() {
    assertThat(check(0, 3_000).problem()).isEmpty();
  }

  @Test
  void theQuickestAnswerCounts() {
    Queue<Duration> ways = new ArrayDeque<>(List.of(Duration.ofSeconds(9), Duration.ZERO));
    ClockCheck check =
        new ClockCheck(
            () -> {
              LocalDateTime there = Moments.now(clock);
              Duration way = ways.poll();
              clock.tick(way == null ? Duration.ofSeconds(9) : way);
              return there;
            },
            clock);

    assertThat(check.problem()).isEmpty();
  }

  /** A database whose clock is ahead, and answers after half of a trip and half before its end. */
  private ClockCheck check(long aheadMillis, long tripMillis) {
    return new ClockCheck(
        () -> {
          clock.tick(Duration.ofMillis(tripMillis / 2));
          LocalDateTime there = Moments.now(clock).plus(Duration.ofMillis(aheadMillis));
          clock.tick(Duration.ofMillis(tripMillis / 2));
          return there;
        },
        clock);
  }
}
