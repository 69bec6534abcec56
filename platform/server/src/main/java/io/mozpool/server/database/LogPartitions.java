package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The partitions of the logs, one for each day, on MySQL and MariaDB. The database's own event does
 * the same; whoever comes second finds nothing to do.
 */
public final class LogPartitions {

  /** Opens a connection, which is closed after its use. */
  @FunctionalInterface
  public interface Connections {
    Connection open() throws SQLException;
  }

  /** The event, or another server, was quicker: later than the last, unknown, known already. */
  private static final Set<Integer> DONE_ALREADY = Set.of(1493, 1507, 1517);

  private final Connections connections;
  private final boolean exist;

  /**
   * Those of a database whose schema is up to date.
   *
   * @throws DatabaseException where it failed
   */
  public LogPartitions(Connections connections) {
    this.connections = connections;
    try (Connection connection = connections.open()) {
      this.exist = Vendor.of(connection) != Vendor.H2;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Whether there are any: an embedded database has none. */
  public boolean exist() {
    return exist;
  }

  /**
   * Makes those of the coming days, and drops those of which no line is to be kept.
   *
   * @param retention how long a line is kept
   * @return what was done, a sentence each
   * @throws DatabaseException where the database failed, or the user lacks a right
   */
  public List<String> keep(Duration retention) {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 0); // a change of a big table takes its time
      statement.executeUpdate("update log_retention set seconds = " + retention.toSeconds());
      statement.execute("set session lock_wait_timeout = 2"); // whoever logs a line waits behind us
      try {
        return makeAll(statement);
      } finally {
        statement.execute("set session lock_wait_timeout = default");
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static List<String> makeAll(Statement statement) throws SQLException {
    List<String> done = new ArrayList<>();
    for (Map.Entry<String, String> change : due(statement).entrySet()) {
      if (make(statement, change.getKey())) {
        done.add(change.getValue());
      }
    }
    return done;
  }

  private static boolean make(Statement statement, String change) throws SQLException {
    try {
      statement.execute(change);
      return true;
    } catch (SQLException e) {
      if (DONE_ALREADY.contains(e.getErrorCode())) {
        return false;
      }
      throw e;
    }
  }

  /** What is to be done, in this order: statements, and what they do. */
  private static Map<String, String> due(Statement statement) throws SQLException {
    Map<String, String> due = new LinkedHashMap<>();
    try (ResultSet rows = statement.executeQuery(StoredProgram.LOG_PARTITION_CHANGES)) {
      while (rows.next()) {
        due.put(rows.getString(1), rows.getString(2));
      }
    }
    return due;
  }
}
