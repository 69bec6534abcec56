package io.mozpool.bench.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether a target is reached, and how it is written. */
class TargetTest {

  private final Target rate = Target.atLeast(3_000).ofBare(0.3);
  private final Target cores = Target.atMost(0.5, " cores");

  @Test
  void tooSlowIsMissed() {
    assertThat(rate.isReached(2_999, 0.9)).isFalse();
  }

  @Test
  void tooLittleOfTheBareRateIsMissed() {
    assertThat(rate.isReached(5_000, 0.29)).isFalse();
  }

  @Test
  void tooMuchIsMissedWhereLessIsBetter() {
    assertThat(cores.isReached(0.51, 0)).isFalse();
    assertThat(cores.isReached(0.5, 0)).isTrue();
  }

  @Test
  void withoutABareRateTheRateDecides() {
    assertThat(rate.isReached(3_000, 0)).isTrue();
  }

  @Test
  void itIsWrittenWithItsUnit() {
    assertThat(rate).hasToString("3,000/s, 30 %");
    assertThat(cores).hasToString("<= 0.5 cores");
    assertThat(rate.text(3_456.7)).isEqualTo("3,457/s");
    assertThat(cores.text(0.123)).isEqualTo("0.12 cores");
    assertThat(Target.atMost(0, " rising")).hasToString("<= 0 rising");
    assertThat(Target.atMost(0, " rising").text(2)).isEqualTo("2 rising");
  }
}
