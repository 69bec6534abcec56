package io.mozpool.bench.row;

import io.mozpool.bench.load.Latencies;
import io.mozpool.bench.load.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured.
 *
 * @param value in the unit of the row's target
 * @param faults what went wrong, and how often
 * @param cores who had how many meanwhile, on average
 * @param details further figures, by name
 */
public record Measured(
    double value,
    Map<String, Long> faults,
    Map<String, Double> cores,
    Map<String, Object> details) {

  /** Wanted answers a second, and how long they took. */
  static Measured of(Tally tally, Map<String, Double> cores) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("answers", tally.answers());
    details.put("seconds", tally.time().toMillis() / 1e3);
    details.putAll(milliseconds(tally.latencies()));
    return new Measured(tally.perSecond(), new TreeMap<>(tally.faults()), cores, details);
  }

  static Map<String, Double> milliseconds(Latencies latencies) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("p50_ms", milliseconds(latencies.percentile(50)));
    figures.put("p99_ms", milliseconds(latencies.percentile(99)));
    figures.put("max_ms", milliseconds(latencies.percentile(100)));
    return figures;
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1_000 / 1e3;
  }
}
