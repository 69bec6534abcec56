package io.mozpool.bench.row;

import io.mozpool.bench.load.Latencies;
import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Paced;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every device is held, and many requests wait. 20 times a second one is returned, and one more
 * asked for. The value is the median of the times from a device's return to its next tie, in
 * milliseconds. Then the same without anybody who looks: that the database takes more than its
 * share is a fault.
 */
record Waiting() implements Measure {

  static final int CLIENTS = 8;

  private static final double RETURNS_PER_SECOND = 20;
  private static final double DATABASE_CORES = 0.2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String TIES =
      "select r.request_id, r.device_id from device_requests r order by r.device_id";

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    try (Database database = pool.connect();
        NextTies next = NextTies.start(pool.connect())) {
      List<long[]> ties = database.numbers(TIES);
      Turnover turnover = new Turnover(pool, ties, next, CLIENTS);
      run(pool, turnover, pace.warmUp());
      next.take();
      Tally watched = run(pool, turnover, pace.measured());
      long idle = next.settle();
      next.rest();

      Usage before = pool.usage();
      long statements = database.status("Questions");
      Tally unwatched = run(pool, turnover, pace.measured());
      Usage after = pool.usage();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(
          "statements_per_second",
          Math.round(
              (database.status("Questions") - statements) / ((after.at() - before.at()) / 1e9)));
      Map<String, Long> faults = new TreeMap<>(watched.faults());
      unwatched.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
      if (idle > 0) {
        faults.put("devices that nobody got", idle);
      }
      return measured(faults, next.take(), after.coresSince(before), details);
    }
  }

  private static Tally run(Pool pool, Turnover turnover, Duration time)
      throws IOException, InterruptedException {
    Paced paced = new Paced(turnover, 2 * RETURNS_PER_SECOND, CLIENTS, PATIENCE);
    return Load.run(pool.address(), CLIENTS, paced, time);
  }

  private static Measured measured(
      Map<String, Long> faults,
      Latencies latencies,
      Map<String, Double> cores,
      Map<String, Object> details) {
    double database = cores.getOrDefault("database", 0.0);
    if (database > DATABASE_CORES) {
      faults.put("percent of a core for the database", Math.round(100 * database));
    }
    details.put("ties", latencies.count());
    details.putAll(Measured.milliseconds(latencies));
    return new Measured(latencies.percentile(50).toNanos() / 1e6, faults, cores, details);
  }
}
