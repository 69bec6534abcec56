package io.mozpool.bench.row;

import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import io.mozpool.bench.site.Vitals;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rows of the table in turn, again and again, each at half of its target, and what becomes of
 * latency, memory, threads and connections meanwhile. The value is how many figures rise.
 *
 * @param time how long; the last round is finished
 * @param progress is told of each round
 */
record Soak(Duration time, Consumer<String> progress) implements Measure {

  static final int CLIENTS = 64;

  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
  private static final int LEAST_ROUNDS = 4;
  private static final double MILLISECONDS = 5;
  private static final double MEGABYTES_OF_HEAP = 8;
  private static final double MEGABYTES = 32;
  private static final double COUNT = 8;

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Series series = new Series();
    Map<String, Long> faults = new TreeMap<>();
    Lending lending = new Lending(pool.devices().size());
    Map<String, Turn> turns = turns(pool, lending);
    Duration each = time.dividedBy((long) LEAST_ROUNDS * turns.size());
    Usage before = pool.usage();
    long end = System.nanoTime() + time.toNanos();
    try (Database database = pool.connect();
        Returns returns = Returns.start(pool.connect(), lending)) {
      while (System.nanoTime() < end) {
        for (Map.Entry<String, Turn> turn : turns.entrySet()) {
          Tally tally =
              turn.getValue()
                  .run(pool, database, each.compareTo(LONGEST_TURN) < 0 ? each : LONGEST_TURN);
          add(turn.getKey(), tally, series);
          tally
              .faults()
              .forEach((fault, n) -> faults.merge(turn.getKey() + " " + fault, n, Long::sum));
        }
        add(pool.vitals(), connections(database), series);
        progress.accept(series.latest());
      }
    }
    List<String> rising = series.rising();
    Map<String, Object> details = series.trends();
    details.put("rising", rising);
    return new Measured(rising.size(), faults, pool.usage().coresSince(before), details);
  }

  private static Map<String, Turn> turns(Pool pool, Lending lending) {
    Map<String, Turn> turns = new LinkedHashMap<>();
    put(turns, "events-64", "pxe_booting", () -> new Imaging(pool, pool.devices(), CLIENTS));
    put(turns, "events-refused", "ready", () -> RefusedEvents.script(pool));
    put(turns, "requests-10000", "ready", () -> AnyRequests.script(pool, lending));
    turns.put("timeouts", new DueSlices(half("timeouts")));
    put(turns, "list-10000", "ready", () -> Steady.script(pool, Steady.LIST));
    put(turns, "state", "ready", () -> Steady.script(pool, Steady.STATE));
    put(turns, "state-cached", "ready", () -> Steady.script(pool, Steady.CACHED_STATE));
    return turns;
  }

  private static void put(
      Map<String, Turn> turns, String row, String state, Supplier<Script> says) {
    turns.put(row, new Turn.OfClients(CLIENTS, half(row), state, says));
  }

  private static double half(String row) {
    return Rows.named(row).target().bound() / 2;
  }

  private static void add(String row, Tally tally, Series series) {
    series.add(row + " p50_ms", MILLISECONDS, tally.latencies().percentile(50).toNanos() / 1e6);
    series.add(row + " p99_ms", MILLISECONDS, tally.latencies().percentile(99).toNanos() / 1e6);
  }

  private static void add(Vitals vitals, long connections, Series series) {
    series.add("heap_mb", MEGABYTES_OF_HEAP, vitals.heapMegabytes());
    series.add("resident_mb", MEGABYTES, vitals.residentMegabytes());
    series.add("threads", COUNT, vitals.threads());
    series.add("sockets", COUNT, vitals.sockets());
    series.add("database_connections", COUNT, connections);
  }

  private static long connections(Database database) throws BenchException {
    return database.number("select count(*) from information_schema.processlist");
  }
}
