package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the machine's disk and database can do at best for as many clients: each inserts one row
 * after the other, in a transaction of its own, with nothing between it and the database.
 */
public final class BareCommits {

  private static final String INSERT = "insert into bench_commits (client, line) values (?, ?)";
  private static final String LINE = "pxe_booting -> mobile_init_started (mobile_init_started)";

  private BareCommits() {}

  /** Commits a second. The server of the pool has nothing to do meanwhile. */
  public static double perSecond(Pool pool, int clients, Duration time)
      throws BenchException, InterruptedException {
    run(pool, clients, time.dividedBy(4));
    return run(pool, clients, time);
  }

  private static double run(Pool pool, int clients, Duration time)
      throws BenchException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Callable<Long>> loops = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        loops.add(() -> commits(pool, client, end));
      }
      long all = 0;
      for (Future<Long> commits : threads.invokeAll(loops)) {
        all += commits.get();
      }
      return all / (time.toNanos() / 1e9);
    } catch (ExecutionException e) {
      throw new BenchException("cannot commit: " + e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static long commits(Pool pool, int client, long end) throws BenchException {
    long count = 0;
    try (Database database = pool.connect()) {
      while (System.nanoTime() < end) {
        count += database.update(INSERT, client, LINE);
      }
    }
    return count;
  }
}
