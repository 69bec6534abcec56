package io.mozpool.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Percentiles. */
class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void noneIsZero() {
    assertThat(latencies.percentile(99)).isZero();
  }

  @Test
  void oneIsEveryPercentile() {
    latencies.add(7);
    assertThat(latencies.percentile(0.1)).hasNanos(7);
    assertThat(latencies.percentile(100)).hasNanos(7);
  }

  @Test
  void soManyPercentDoNotExceedIt() {
    LongStream.rangeClosed(1, 3000).map(i -> 3001 - i).forEach(latencies::add);
    assertThat(latencies.percentile(50)).hasNanos(1500);
    assertThat(latencies.percentile(99)).hasNanos(2970);
    assertThat(latencies.percentile(99.99)).hasNanos(3000);
  }

  @Test
  void whatIsAddedLaterCounts() {
    latencies.add(2);
    assertThat(latencies.percentile(100)).isEqualTo(Duration.ofNanos(2));
    latencies.add(3);
    latencies.add(1);
    assertThat(latencies.percentile(100)).isEqualTo(Duration.ofNanos(3));
  }
}
