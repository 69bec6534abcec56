package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);

  @Test
  void showsTheSameMomentUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(NOON);

    clock.tick(Duration.ofSeconds(90));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void movesInEveryZone() {
    Clock east = clock.withZone(ZoneOffset.ofHours(2));

    clock.tick(Duration.ofHours(1));

    assertThat(east.instant()).isEqualTo(NOON.plusSeconds(3600));
    assertThat(east.getZone()).isEqualTo(ZoneOffset.ofHours(2));
  }
}
