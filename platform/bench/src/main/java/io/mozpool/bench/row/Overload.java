package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Paced;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import io.mozpool.bench.site.Vitals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;

/**
 * Clients that ask far more than a server can answer, while some boards are imaged. Clients may be
 * refused, boards may not. The value is the p99 of what was not refused, in milliseconds.
 *
 * @param says what clients say, by the pool and what of it is free
 */
record Overload(double perSecond, BiFunction<Pool, Lending, Script> says) implements Measure {

  static final int CLIENTS = 1_000;

  private static final int BOARDS = 300;
  private static final int BOARDS_AT_ONCE = 16;
  private static final double EVENTS_PER_SECOND = 20;

  /** An open loop would open another connection then; what the server does is the same. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Lending lending = new Lending(pool.devices().size() - BOARDS);
    try (Database database = pool.connect();
        Returns returns = Returns.start(pool.connect(), lending)) {
      States.put(database, "pxe_booting", 1, BOARDS);
      Script said = says.apply(pool, lending);
      Load.run(pool.address(), CLIENTS, paced(said), pace.warmUp());
      Vitals vitalsBefore = pool.vitals();
      Usage before = pool.usage();
      FutureTask<Tally> boards = new FutureTask<>(() -> boards(pool, pace.measured()));
      new Thread(boards, "boards").start();
      Paced clients = paced(said);
      Tally tally = Load.run(pool.address(), CLIENTS, clients, pace.measured());
      Measured measured = measured(tally, pool.usage().coresSince(before));
      measured.details().put("not_sent", clients.givenUp());
      addBoards(boards.get(), measured);
      measured.details().put("before", vitalsBefore.toString());
      measured.details().put("after", pool.vitals().toString());
      return measured;
    } catch (ExecutionException e) {
      throw new IOException("boards: " + e.getCause(), e);
    }
  }

  private Paced paced(Script script) {
    return new Paced(script, perSecond, CLIENTS, PATIENCE);
  }

  /** To be refused is no fault, nor to get a device only later. */
  private static Measured measured(Tally tally, Map<String, Double> cores) {
    Measured measured = Measured.of(tally, cores);
    for (String expected : List.of(Paced.REFUSED, AnyRequests.LOST)) {
      measured
          .details()
          .put(expected, Objects.requireNonNullElse(measured.faults().remove(expected), 0L));
    }
    double p99 = tally.latencies().percentile(99).toNanos() / 1e6;
    return new Measured(p99, measured.faults(), cores, measured.details());
  }

  private static Tally boards(Pool pool, Duration time) throws IOException, InterruptedException {
    List<String> boards = pool.devices().subList(0, BOARDS);
    Script events = new Imaging(pool, boards, BOARDS_AT_ONCE);
    Paced paced = new Paced(events, EVENTS_PER_SECOND, BOARDS_AT_ONCE, PATIENCE);
    return Load.run(pool.address(), BOARDS_AT_ONCE, paced, time);
  }

  private static void addBoards(Tally boards, Measured measured) {
    boards
        .faults()
        .forEach((fault, count) -> measured.faults().put("board's event " + fault, count));
    measured.details().put("board_events", boards.answers());
    Measured.milliseconds(boards.latencies())
        .forEach((name, value) -> measured.details().put("board_events_" + name, value));
  }
}
