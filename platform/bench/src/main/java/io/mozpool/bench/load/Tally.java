package io.mozpool.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a load.
 *
 * @param answers those that were wanted, within the time
 * @param late those that came after it; their clients asked nothing more
 * @param faults what else came, and how often, whenever it came
 * @param latencies of the wanted ones, within the time
 * @param time from the first question, when all clients were connected
 */
public record Tally(
    long answers, long late, Map<String, Long> faults, Latencies latencies, Duration time) {

  /** What came of two loads, one after the other. */
  public Tally plus(Tally other) {
    Map<String, Long> allFaults = new TreeMap<>(faults);
    other.faults.forEach((fault, count) -> allFaults.merge(fault, count, Long::sum));
    Latencies allLatencies = new Latencies();
    allLatencies.addAll(latencies);
    allLatencies.addAll(other.latencies);
    return new Tally(
        answers + other.answers, late + other.late, allFaults, allLatencies, time.plus(other.time));
  }

  /** Wanted answers a second. */
  public double perSecond() {
    return answers / (time.toNanos() / 1e9);
  }
}
