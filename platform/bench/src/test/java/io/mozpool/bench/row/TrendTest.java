package io.mozpool.bench.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is called flat. */
class TrendTest {

  @Test
  void whatGrowsAllTheTimeIsNotFlat() {
    Trend trend = Trend.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
    assertThat(trend).isEqualTo(new Trend(4, 7));
    assertThat(trend.isFlat(2)).isFalse();
    assertThat(trend.isFlat(2.2)).isTrue();
  }

  @Test
  void whatHasNothingToBeginWithHasItsSlack() {
    assertThat(new Trend(0, 5).isFlat(5)).isTrue();
    assertThat(new Trend(0, 5.1).isFlat(5)).isFalse();
  }

  @Test
  void theStartAndSingleSamplesDoNotCount() {
    assertThat(Trend.of(List.of(90.0, 80.0, 10.0, 10.0, 99.0, 10.0, 10.0, 10.0)))
        .isEqualTo(new Trend(10, 10));
  }

  @Test
  void whatFallsIsFlat() {
    assertThat(new Trend(100, 1).isFlat(0)).isTrue();
  }

  @Test
  void oneSampleIsBothHalves() {
    assertThat(Trend.of(List.of(3.0))).isEqualTo(new Trend(3, 3));
  }

  @Test
  void aSeriesNamesWhatRises() {
    Series series = new Series();
    for (int i = 0; i < 8; i++) {
      series.add("heap_mb", 8, 20 * i);
      series.add("threads", 8, 40 + i % 2);
    }
    assertThat(series.rising()).containsExactly("heap_mb");
    assertThat(series.trends())
        .containsEntry("heap_mb", "60.0 -> 120.0")
        .containsEntry("threads", "40.0 -> 41.0");
    assertThat(series.latest()).isEqualTo("heap_mb 140.0, threads 41.0");
  }
}
