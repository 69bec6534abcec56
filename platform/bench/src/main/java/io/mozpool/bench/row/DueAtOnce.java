package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * All devices are in {@code self_test_running} and become due by one UPDATE. Every 50 ms it is
 * counted how many still are; the time runs from the last count that found all of them to the first
 * that finds none.
 */
record DueAtOnce() implements Measure {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PAUSE_MILLIS = 50;

  @Override
  public Measured measure(Pool pool, Pace pace) throws BenchException, InterruptedException {
    try (Database database = pool.connect()) {
      round(pool, database);
      Usage before = pool.usage();
      double[] rates = new double[pace.rounds()];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = round(pool, database);
      }
      double[] sorted = DoubleStream.of(rates).sorted().toArray();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("rounds", DoubleStream.of(rates).mapToObj(Math::round).toList());
      Map<String, Long> faults = new TreeMap<>();
      long wrong =
          database.number("select count(*) from devices where state <> 'failed_self_test'");
      if (wrong > 0) {
        faults.put("devices not in failed_self_test", wrong);
      }
      return new Measured(
          sorted[sorted.length / 2], faults, pool.usage().coresSince(before), details);
    }
  }

  private static double round(Pool pool, Database database)
      throws BenchException, InterruptedException {
    database.update(
        "update devices set state = 'self_test_running', state_timeout = null,"
            + " state_revision = state_revision + 1");
    database.update("update devices set state_timeout = utc_timestamp(6) - interval 1 second");
    long started = System.nanoTime();
    long from = started;
    int all = pool.devices().size();
    while (true) {
      List<long[]> left =
          database.numbers("select count(*) from devices where state = 'self_test_running'");
      long now = System.nanoTime();
      if (left.get(0)[0] == all) {
        from = now;
      } else if (left.get(0)[0] == 0) {
        return all / ((now - from) / 1e9);
      }
      if (now - started > PATIENCE.toNanos()) {
        throw new BenchException(
            "%d of %d timeouts are not handled within %s".formatted(left.get(0)[0], all, PATIENCE));
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
