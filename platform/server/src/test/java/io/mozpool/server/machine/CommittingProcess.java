package io.mozpool.server.machine;

import io.mozpool.server.RealTime;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Commits steps until it is killed, and prints the id of each after its commit. Beside it another
 * stores batches, as the journal does.
 */
final class CommittingProcess {

  private static final int BATCH = 200;

  private CommittingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    DataSource dataSource = TestDatabase.pool(arguments[0]);
    new Thread(
            () ->
                storeBatches(
                    new Database(
                        dataSource, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))))
        .start();
    Committers committers =
        new Committers(
            RealTime.THREADS,
            dataSource,
            new Outage(RealTime.TIME, RealTime.THREADS, () -> {}),
            TestDatabase.LEASES,
            new StepMetrics(new PrometheusRegistry()),
            1);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    Semaphore underWay = new Semaphore(64);
    AtomicLong next = new AtomicLong();
    while (true) {
      underWay.acquire();
      long id = next.incrementAndGet();
      committers
          .submit(unit(id))
          .whenComplete(
              (fate, failure) -> {
                if (fate == Fate.STORED) {
                  out.println(id);
                }
                underWay.release();
              });
    }
  }

  private static void storeBatches(Database database) {
    for (long first = 1; ; first += BATCH) {
      List<Long> ids = LongStream.range(first, first + BATCH).boxed().toList();
      database.together(
          Stream.of("lines", "copies")
              .flatMap(
                  table ->
                      ids.stream()
                          .map(id -> SqlStatement.of("insert into " + table + " values (?)", id)))
              .toList());
    }
  }

  private static Unit unit(long id) {
    return new Unit(
        id,
        Optional.empty(),
        SqlStatement.of("insert into steps (id) values (?)", id),
        List.of(SqlStatement.of("insert into step_lines (id) values (?)", id)));
  }
}
