package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Paced;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Clients that ask far more than a server can answer, while some boards are imaged. Clients may be
 * refused, boards may not. The value is the p99 of what was not refused, in milliseconds.
 *
 * @param says what clients say, by the pool and how many of its devices are free
 */
record Overload(double perSecond, BiFunction<Pool, AtomicInteger, Script> says) implements Measure {

  static final int CLIENTS = 1_000;

  private static final int BOARDS = 300;
  private static final int BOARDS_AT_ONCE = 16;
  private static final double BOARDS_EVENTS_PER_SECOND = 20;

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    AtomicInteger free = new AtomicInteger(pool.devices().size() - BOARDS);
    try (Database database = pool.connect();
        Returns returns = Returns.start(pool.connect(), free)) {
      States.put(database, "pxe_booting", 1, BOARDS);
      Script said = says.apply(pool, free);
      Load.run(pool.address(), CLIENTS, new Paced(said, perSecond, CLIENTS), pace.warmUp());
      long residentBefore = pool.vitals().residentMegabytes();
      Paced clients = new Paced(said, perSecond, CLIENTS);
      Usage before = pool.usage();
      FutureTask<Tally> boards = new FutureTask<>(() -> boards(pool, pace.measured()));
      new Thread(boards, "boards").start();
      Tally tally = Load.run(pool.address(), CLIENTS, clients, pace.measured());
      Measured measured = Measured.of(tally, pool.usage().coresSince(before));
      Map<String, Object> details = measured.details();
      long refused = measured.faults().getOrDefault(Paced.REFUSED, 0L);
      measured.faults().remove(Paced.REFUSED);
      addBoards(boards.get(), measured);
      double seconds = tally.time().toNanos() / 1e9;
      details.put("answered_per_second", tally.perSecond());
      details.put("refused_per_second", refused / seconds);
      details.put("not_sent_per_second", clients.givenUp() / seconds);
      details.put("returned", returns.count());
      details.put("resident_mb_before", residentBefore);
      details.put("resident_mb", pool.vitals().residentMegabytes());
      double p99 = tally.latencies().percentile(99).toNanos() / 1e6;
      return new Measured(p99, measured.faults(), measured.cores(), details);
    } catch (ExecutionException e) {
      throw new IOException("boards: " + e.getCause(), e);
    }
  }

  private static Tally boards(Pool pool, Duration time) throws IOException, InterruptedException {
    List<String> boards = pool.devices().subList(0, BOARDS);
    Script events = new Imaging(pool, boards, BOARDS_AT_ONCE);
    return Load.run(
        pool.address(),
        BOARDS_AT_ONCE,
        new Paced(events, BOARDS_EVENTS_PER_SECOND, BOARDS_AT_ONCE),
        time);
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
