package io.mozpool.bench.row;

import io.mozpool.bench.load.Script;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Stock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The rows of the table. */
public final class Rows {

  private static final int MANY = 16;
  private static final int CROWD = 64;
  private static final double SIMILAR = 0.8;

  private static final String EVENTS =
      "events that change a state: the three of a board that gets b2g, once per device and round";
  private static final String REQUESTS =
      "POST any request; a device is given back by SQL when it is about to be imaged";

  private static final String LIST = "GET device list with details";
  private static final String STATE = "GET state, the devices in turn";

  private Rows() {}

  /** All of them. */
  public static List<Row> all() {
    return List.of(
        events("events-16", MANY, Target.atLeast(3_000).ofBare(0.3)),
        events("events-64", CROWD, Target.atLeast(6_000)),
        web(
            "events-refused",
            "events not accepted: a journal line each",
            Target.atLeast(6_000),
            1_000,
            new RefusedEvents(MANY)),
        requests("requests-1000", "all free", Stock.of(1_000, "ready")),
        requests("requests-10000", "all free", Stock.of(10_000, "ready")),
        requests("requests-tied", "all but 100 tied", Stock.of(10_000, "ready").tied(9_900)),
        new Row(
            "waiting-1000",
            "p50 from a device's return to its next tie, while 1,000 requests wait and every device is held",
            "open loop: one is returned every 50 ms, and one more asked for",
            Waiting.CLIENTS,
            Target.atMost(50, " ms"),
            Stock.of(10_000, "ready").tied(10_000).waiting(1_000),
            true,
            new Waiting()),
        silent(
            "timeouts",
            "timeouts due at once, self_test_running to failed_self_test",
            "one UPDATE makes all devices due",
            Target.atLeast(5_000),
            Stock.of(10_000, "self_test_running"),
            new DueAtOnce()),
        silent(
            "lateness",
            "p99 of how late a single timeout is on an idle server",
            "open loop: one device is due every 200 ms, by SQL",
            Target.atMost(100, " ms"),
            Stock.of(1_000, "self_test_running"),
            new Lateness()),
        web("list-1000", LIST, Target.atLeast(400), 1_000, new Steady(MANY, Steady.LIST)),
        new Row(
            "list-10000",
            LIST,
            closedLoop(MANY),
            MANY,
            Target.atLeast(40),
            Stock.of(10_000, "ready"),
            true,
            new Steady(MANY, Steady.LIST)),
        web("state", STATE, Target.atLeast(6_000), 1_000, new Steady(MANY, Steady.STATE)),
        web(
            "state-cached",
            "GET state?cache=1, the devices in turn",
            Target.atLeast(28_000),
            1_000,
            new Steady(MANY, Steady.CACHED_STATE)),
        silent(
            "watch",
            "what ready fakes at speed 1, checked every 10 minutes, take of the server, with -Xmx1g",
            "open loop: devices fall due evenly over ten minutes",
            Target.atMost(0.5, " cores"),
            Stock.fakes(10_000, "-Xmx1g"),
            new Watching()),
        siege(
            "slow-bodies", "%d bodies of 120 kB that stand still after 100 kB", Siege.slowBodies()),
        siege("slow-readers", "%d device lists that nobody takes", Siege.slowReaders()),
        siege("many-listeners", "%,d readers of the event stream", Siege.manyListeners()),
        overload("overload-requests", REQUESTS, 5 * 500, AnyRequests::script),
        overload("overload-list", LIST, 5 * 400, (pool, free) -> Steady.script(pool, Steady.LIST)),
        overload(
            "overload-state", STATE, 5 * 6_000, (pool, free) -> Steady.script(pool, Steady.STATE)));
  }

  /**
   * The row that shows what becomes of a server in the long run; it is none of the table.
   *
   * @param progress is told of each round
   */
  public static Row soak(Duration time, Consumer<String> progress) {
    return new Row(
        "soak",
        "figures of latency, memory, threads and connections that rise",
        "open loop, keep-alive, %d clients: rows in turn, each at half of its target"
            .formatted(Soak.CLIENTS),
        Soak.CLIENTS,
        Target.atMost(0, " rising"),
        Stock.of(10_000, "ready"),
        true,
        new Soak(time, progress));
  }

  /** The row of that name. */
  static Row named(String name) {
    return all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  /** Rows that are to be alike: the slowest of them has at least {@link #similar()} of the rest. */
  public static boolean isRequest(Row row) {
    return row.measure() instanceof AnyRequests;
  }

  /** How much of the fastest the slowest of them is to have. */
  public static double similar() {
    return SIMILAR;
  }

  private static Row overload(
      String name, String what, int perSecond, BiFunction<Pool, Lending, Script> says) {
    return new Row(
        name,
        "p99 of what is not refused, while boards are heard: " + what,
        "open loop, keep-alive: %,d a second on %,d connections"
            .formatted(perSecond, Overload.CLIENTS),
        MANY,
        Target.atMost(1_000, " ms"),
        Stock.of(1_000, "ready"),
        true,
        new Overload(perSecond, says));
  }

  private static Row siege(String name, String crowd, Siege siege) {
    return new Row(
        name,
        "p99 of events while one address holds " + crowd.formatted(siege.crowd()),
        "open loop, keep-alive: 20 events a second on %d connections".formatted(Siege.BOARDS),
        Siege.BOARDS,
        Target.atMost(1_000, " ms"),
        Stock.of(1_000, "ready"),
        true,
        siege);
  }

  private static Row events(String name, int clients, Target target) {
    return new Row(
        name,
        EVENTS,
        closedLoop(clients),
        clients,
        target,
        Stock.of(10_000, "pxe_booting"),
        true,
        new ImagingEvents(clients));
  }

  private static Row requests(String name, String devices, Stock stock) {
    return new Row(
        name,
        REQUESTS + "; " + devices,
        closedLoop(MANY),
        MANY,
        Target.atLeast(500),
        stock,
        true,
        new AnyRequests(MANY, stock.devices() - stock.tied()));
  }

  private static Row web(String name, String what, Target target, int devices, Measure measure) {
    return new Row(
        name, what, closedLoop(MANY), MANY, target, Stock.of(devices, "ready"), false, measure);
  }

  private static Row silent(
      String name, String what, String generator, Target target, Stock stock, Measure measure) {
    return new Row(name, what, generator, MANY, target, stock, true, measure);
  }

  private static String closedLoop(int clients) {
    return clients + " clients, closed loop, keep-alive";
  }
}
