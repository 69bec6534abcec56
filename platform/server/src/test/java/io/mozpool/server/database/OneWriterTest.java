package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OneWriterTest {

  @TempDir Path directory;
  private HikariDataSource pool;
  private Database database;

  @BeforeEach
  void makeTable() {
    assumeTrue(TestStorage.isEmbedded(), "servers of databases need no such care");
    pool = TestDatabase.pool(TestStorage.url(directory));
    database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
    database.update("create table things (id bigint primary key)");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
  }

  @Test
  void aChangeWaitsForTheEndOfAnothersTransaction() throws Exception {
    try (Connection first = transaction()) {
      change(first, 1);
      Other other = new Other(2);
      other.awaitWaiting();
      first.commit();
      other.awaitDone();
    }
  }

  @Test
  void aTransactionThatFailedKeepsNobodyWaiting() throws Exception {
    try (Connection first = transaction()) {
      change(first, 1);
      Other other = new Other(2);
      other.awaitWaiting();
      first.rollback();
      other.awaitDone();
    }
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aConnectionThatWasGivenBackKeepsNobodyWaiting() throws Exception {
    Other other;
    try (Connection first = transaction()) {
      change(first, 1);
      other = new Other(2);
      other.awaitWaiting();
    }
    other.awaitDone();
  }

  @Test
  void aConnectionThatIsBrokenOffKeepsNobodyWaiting() throws Exception {
    try (Connection first = transaction()) {
      change(first, 1);
      Other other = new Other(2);
      other.awaitWaiting();
      first.abort(Runnable::run);
      other.awaitDone();
    }
  }

  @Test
  void aStatementThatIsRefusedKeepsNobodyWaiting() {
    database.update("insert into things values (1)");
    assertThatThrownBy(() -> database.update("insert into things values (1)"))
        .isInstanceOf(DatabaseException.class);
    database.update("insert into things values (2)");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void aQueryWaitsForNobody() throws Exception {
    try (Connection first = transaction()) {
      change(first, 1);
      assertThat(count()).isZero();
    }
  }

  @Test
  void howeverItIsExecutedAQueryWaitsForNobody() throws Exception {
    try (Connection first = transaction();
        Connection second = pool.getConnection()) {
      change(first, 1);
      try (Statement test = second.createStatement();
          PreparedStatement prepared = second.prepareStatement(" select 1")) {
        assertThat(test.execute("SELECT 1")).isTrue(); // as the pool tests connections
        assertThat(prepared.execute()).isTrue();
      }
    }
  }

  private Connection transaction() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void change(Connection connection, long id) throws SQLException {
    try (var statement = connection.prepareStatement("insert into things values (?)")) {
      statement.setLong(1, id);
      statement.executeUpdate();
    }
  }

  private long count() {
    return database.first(row -> row.getLong(1), "select count(*) from things").orElseThrow();
  }

  /** Somebody who inserts another row. */
  private final class Other {

    private final CompletableFuture<Integer> changed = new CompletableFuture<>();
    private final Thread thread;

    Other(long id) {
      thread =
          new Thread(() -> changed.complete(database.update("insert into things values (?)", id)));
      thread.start();
    }

    void awaitWaiting() {
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(changed).isNotDone();
    }

    void awaitDone() throws Exception {
      assertThat(changed.get()).isEqualTo(1);
    }
  }
}
