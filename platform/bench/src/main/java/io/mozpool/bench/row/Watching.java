package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Ready fakes that run are checked as they fall due, evenly over ten minutes; nobody asks anything.
 * The value is how many cores the server takes.
 */
record Watching() implements Measure {

  /** A server has much to compile in its first minute, whatever it does. */
  private static final int LONGER = 3;

  @Override
  public Measured measure(Pool pool, Pace pace) throws BenchException, InterruptedException {
    try (Database database = pool.connect()) {
      TimeUnit.MILLISECONDS.sleep(LONGER * pace.warmUp().toMillis());
      long checks = checks(database);
      Usage before = pool.usage();
      TimeUnit.MILLISECONDS.sleep(LONGER * pace.measured().toMillis());
      Usage after = pool.usage();
      Map<String, Double> cores = after.coresSince(before);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put(
          "checks_per_second", (checks(database) - checks) / ((after.at() - before.at()) / 1e9));
      details.put("resident_mb", pool.residentMegabytes());
      details.put("heap", heap(pool.collections()));
      return new Measured(cores.getOrDefault("server", 0.0), faults(database), cores, details);
    }
  }

  private static long checks(Database database) throws BenchException {
    return database.number("select sum(state_revision) from devices");
  }

  private static Map<String, Long> faults(Database database) throws BenchException {
    Map<String, Long> faults = new TreeMap<>();
    long gone = database.number("select count(*) from devices where state <> 'ready'");
    long late =
        database.number(
            "select count(*) from devices"
                + " where state_timeout < utc_timestamp(6) - interval 2 second");
    if (gone > 0) {
      faults.put("devices not ready", gone);
    }
    if (late > 0) {
      faults.put("devices not checked in time", late);
    }
    return faults;
  }

  /** What the last collection says: before, after, and all. */
  private static String heap(List<String> collections) {
    return collections.isEmpty()
        ? "not known"
        : collections.get(collections.size() - 1).replaceFirst(".*\\) ([0-9]+M->.*\\)).*", "$1");
  }
}
