package io.mozpool.server.database;

import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Copies the embedded database while it is in use. Changes wait until H2 has stored what it holds
 * in memory, in which no half of a change may be, and go on while it copies its file: meanwhile it
 * only adds to the end of that, and a copy that was cut off there is as one of a process that was
 * killed. Should they add faster than H2 copies, they wait for some seconds now and then.
 */
public final class EmbeddedCopy {

  private static final Duration LOOK = Duration.ofMillis(10);

  /** Until changes begin to make room. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Far below the time that somebody waits for a turn. */
  private static final Duration HOLD = Duration.ofSeconds(5);

  private static final Duration REST = Duration.ofSeconds(1);

  /** Writes the copy, and nothing into the file before H2 has stored what it holds in memory. */
  @FunctionalInterface
  interface Copier {
    void copyTo(Path file) throws SQLException;
  }

  private final Threads threads;
  private final DataSource pool;
  private final Copier copier;
  private final Duration patience;

  /**
   * @param pool connections that take turns with their changes
   */
  public EmbeddedCopy(Threads threads, DataSource pool) {
    this(threads, pool, file -> backup(pool, file), PATIENCE);
  }

  EmbeddedCopy(Threads threads, DataSource pool, Copier copier, Duration patience) {
    this.threads = threads;
    this.pool = pool;
    this.copier = copier;
    this.patience = patience;
  }

  /**
   * Makes a copy, one at a time: H2 uses the space of its file again when the first one is done.
   *
   * @param file an empty file, which becomes a zip file
   * @throws DatabaseException where the database failed
   */
  public synchronized void to(Path file) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    try {
      try (Connection turn = turn()) {
        threads.start(Role.BACKGROUND, "backup", () -> copy(file, done));
        awaitBegin(file, done);
        turn.rollback();
      }
      awaitEnd(done);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (ExecutionException e) {
      throw new DatabaseException(new SQLException("the backup failed: " + e.getMessage(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseException(new SQLTransientException("the backup was interrupted", e));
    }
  }

  /** A connection whose turn it is until it is rolled back. */
  private Connection turn() throws SQLException {
    Connection connection = pool.getConnection();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("checkpoint");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void copy(Path file, CompletableFuture<Boolean> done) {
    try {
      copier.copyTo(file);
      done.complete(true);
    } catch (Throwable e) { // for the one who waits, whatever it is
      done.completeExceptionally(e);
    }
  }

  private static void awaitBegin(Path file, CompletableFuture<Boolean> done)
      throws InterruptedException, ExecutionException {
    boolean ended = false;
    while (!ended && size(file) == 0) {
      ended = isDone(done, LOOK);
    }
  }

  private void awaitEnd(CompletableFuture<Boolean> done)
      throws InterruptedException, ExecutionException, SQLException {
    boolean ended = isDone(done, patience);
    while (!ended) {
      try (Connection turn = turn()) {
        ended = isDone(done, HOLD);
        turn.rollback();
      }
      ended = ended || isDone(done, REST);
    }
  }

  private static boolean isDone(CompletableFuture<Boolean> done, Duration wait)
      throws InterruptedException, ExecutionException {
    try {
      return done.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Past the turns, as this connection changes nothing. */
  private static void backup(DataSource pool, Path file) throws SQLException {
    try (Connection connection = OneWriter.without(pool).getConnection();
        PreparedStatement statement = connection.prepareStatement("backup to ?")) {
      statement.setString(1, file.toString());
      statement.execute();
    }
  }
}
