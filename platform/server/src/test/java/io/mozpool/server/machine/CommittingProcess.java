package io.mozpool.server.machine;

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
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Commits steps until it is killed, and prints the id of each after its commit. */
final class CommittingProcess {

  private CommittingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    DataSource dataSource = JdbcConnectionPool.create(arguments[0], "sa", "");
    Committers committers =
        new Committers(
            dataSource,
            new Outage(() -> {}),
            TestDatabase.LEASES,
            new StepMetrics(new PrometheusRegistry()),
            2);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out));
    Semaphore underWay = new Semaphore(64);
    AtomicLong next = new AtomicLong();
    while (true) {
      underWay.acquire();
      long id = next.incrementAndGet();
      committers
          .submit(unit(id))
          .whenComplete(
              (stored, failure) -> {
                if (failure == null && stored) {
                  out.println(id);
                }
                underWay.release();
              });
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
