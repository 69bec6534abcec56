package io.mozpool.server.machine;

import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Collision;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.time.Role;
import io.mozpool.time.Stopwatch;
import io.mozpool.time.Threads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread and one connection that store units: all that wait at a moment in one transaction. */
final class Committer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final int GROUP = 256;

  /** Then others may have the connection, and what has become stale is not used again. */
  private static final Duration IDLE = Duration.ofSeconds(2);

  /** The class of SQL states that says so. */
  private static final String INTEGRITY_VIOLATION = "23";

  private static final Pending STOP =
      new Pending(
          new Unit(0, Optional.empty(), SqlStatement.of(""), List.of()), new CompletableFuture<>());

  private record Pending(Unit unit, CompletableFuture<Fate> fate) {}

  private final DataSource dataSource;
  private final Outage outage;
  private final Leases leases;
  private final StepMetrics metrics;
  private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
  private final Threads threads;
  private final Thread thread;
  private boolean closed;
  private @Nullable Connection connection;

  Committer(
      Threads threads,
      DataSource dataSource,
      Outage outage,
      Leases leases,
      StepMetrics metrics,
      String name) {
    this.threads = threads;
    this.dataSource = dataSource;
    this.outage = outage;
    this.leases = leases;
    this.metrics = metrics;
    this.thread = threads.start(Role.CORE, name, this::run);
  }

  CompletableFuture<Fate> submit(Unit unit) {
    Pending pending = new Pending(unit, new CompletableFuture<>());
    if (!enqueue(pending)) {
      pending.fate().completeExceptionally(new IllegalStateException("the server is stopping"));
    }
    return pending.fate();
  }

  /** Stores what waits, then ends. */
  @Override
  public void close() {
    enqueue(STOP);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    disconnect();
  }

  /** Nothing comes after the end, or it would wait for ever. */
  private synchronized boolean enqueue(Pending pending) {
    if (closed) {
      return false;
    }
    closed = pending.equals(STOP);
    return queue.add(pending);
  }

  private void run() {
    List<Pending> group = new ArrayList<>();
    while (!group.contains(STOP)) {
      group.clear();
      try {
        Pending first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
          disconnect();
          continue;
        }
        group.add(first);
      } catch (InterruptedException e) {
        continue; // only close() ends this thread
      }
      queue.drainTo(group, GROUP - 1);
      threads.busy();
      store(group.stream().filter(pending -> !pending.equals(STOP)).toList());
      threads.idle();
    }
  }

  private void store(List<Pending> group) {
    try {
      List<Unit> units = group.stream().map(Pending::unit).toList();
      Stopwatch begun = Stopwatch.start();
      Fate[] fates = Collision.retried(() -> CommitGroup.store(connection(), leases, units));
      outage.wrote();
      metrics.committed(units.size(), begun.elapsed().toNanos());
      for (int i = 0; i < fates.length; i++) {
        group.get(i).fate().complete(fates[i]);
      }
    } catch (SQLException | RuntimeException e) {
      metrics.commitFailed();
      if (group.size() > 1 && !Outage.caused(e)) {
        group.forEach(pending -> store(List.of(pending))); // only one of them is refused
      } else if (isDuplicate(e)) {
        group.get(0).fate().complete(Fate.OUTDATED); // somebody else has what it wanted
      } else {
        fail(group, e);
      }
    }
  }

  private void fail(List<Pending> group, Exception failure) {
    LOG.debug("{} steps could not be stored", group.size(), failure);
    outage.failed(failure);
    disconnect();
    Exception told = failure instanceof SQLException sql ? new DatabaseException(sql) : failure;
    group.forEach(pending -> pending.fate().completeExceptionally(told));
  }

  /** A batch reports what went wrong as its next exception. */
  private static boolean isDuplicate(Exception e) {
    for (Throwable at = e; at instanceof SQLException sql; at = sql.getNextException()) {
      if (sql.getSQLState() != null && sql.getSQLState().startsWith(INTEGRITY_VIOLATION)) {
        return true;
      }
    }
    return false;
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = dataSource.getConnection();
      open.setAutoCommit(false);
      open.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing a broken connection", e);
      }
    }
  }
}
