package io.mozpool.bench.row;

import io.mozpool.bench.load.Latencies;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Devices in {@code self_test_running} become due one by one, 200 ms apart, while nothing else
 * happens. How late a timeout is, is the time from its moment until a query, made every
 * millisecond, finds the device in its next state.
 */
record Lateness() implements Measure {

  private static final int APART_MILLIS = 200;
  private static final int LEAD_MILLIS = 3_000;
  private static final int WARM_UP = 20;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Override
  public Measured measure(Pool pool, Pace pace) throws BenchException, InterruptedException {
    try (Database database = pool.connect()) {
      int singles = WARM_UP + pace.singles();
      // One clock for server, database and us: they are on one machine.
      long first = System.currentTimeMillis() + LEAD_MILLIS;
      database.update(
          "update devices set state_timeout ="
              + " timestampadd(microsecond, (? + id * ?) * 1000, '1970-01-01') where id <= ?",
          first,
          APART_MILLIS,
          singles);
      Latencies latencies = new Latencies();
      Usage before = pool.usage();
      for (int id = 1; id <= singles; id++) {
        long late = awaitChange(database, id, first + (long) id * APART_MILLIS);
        if (id > WARM_UP) {
          latencies.add(late);
        }
      }
      Map<String, Object> details = new LinkedHashMap<>(Measured.milliseconds(latencies));
      details.put("timeouts", latencies.count());
      return new Measured(
          latencies.percentile(99).toNanos() / 1e6,
          new TreeMap<>(),
          pool.usage().coresSince(before),
          details);
    }
  }

  /** Returns nanoseconds. */
  private static long awaitChange(Database database, int id, long dueMillis)
      throws BenchException, InterruptedException {
    long due =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(dueMillis - System.currentTimeMillis());
    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    while (database.number(
            "select count(*) from devices where id = ? and state = 'self_test_running'", id)
        > 0) {
      if (System.nanoTime() - due > PATIENCE_NANOS) {
        throw new BenchException("a timeout is not handled within 30 s");
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return System.nanoTime() - due;
  }
}
