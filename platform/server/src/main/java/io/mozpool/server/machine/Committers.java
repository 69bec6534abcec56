package io.mozpool.server.machine;

import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Outage;
import io.mozpool.time.Threads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Stores the units of steps. Units that wait at the same moment share a transaction; those of one
 * shard keep their order, as one committer stores them all.
 */
public final class Committers implements AutoCloseable {

  private final List<Committer> committers;

  /**
   * @param dataSource makes the connections that the committers keep for themselves
   * @param leases those without which nothing is stored
   * @param count how many transactions at a time
   */
  public Committers(
      Threads threads,
      DataSource dataSource,
      Outage outage,
      Leases leases,
      StepMetrics metrics,
      int count) {
    this.committers =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Committer(
                        threads, dataSource, outage, leases, metrics, "committer-" + (i + 1)))
            .toList();
  }

  /**
   * Stores a unit.
   *
   * @return completed after the commit, on the committer's thread; exceptionally, with
   *     DatabaseException, where the database failed
   */
  CompletableFuture<Fate> submit(Unit unit) {
    return committers.get(Math.floorMod(unit.shard(), committers.size())).submit(unit);
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    committers.forEach(Committer::close);
  }
}
