package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Plain SQL for what the machines ask the database on every step. */
public final class Database {

  /**
   * Makes a value of the row at which the result stands. Must not ask the database: with a second
   * connection for each row the pool of connections runs dry.
   */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private final DataSource dataSource;
  private final Outage outage;

  public Database(DataSource dataSource, Outage outage) {
    this.dataSource = dataSource;
    this.outage = outage;
  }

  /**
   * All rows of a query.
   *
   * @throws DatabaseException where the database failed
   */
  public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... parameters) {
    return run(
        Statement.NO_GENERATED_KEYS,
        sql,
        parameters,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
              all.add(reader.read(rows));
            }
            return all;
          }
        });
  }

  /**
   * The first row of a query.
   *
   * @throws DatabaseException where the database failed
   */
  public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... parameters) {
    return all(reader, sql, parameters).stream().findFirst();
  }

  /**
   * Changes rows, in a transaction of its own.
   *
   * @return how many
   * @throws DatabaseException where the database failed
   */
  public int update(String sql, @Nullable Object... parameters) {
    int rows = run(Statement.NO_GENERATED_KEYS, sql, parameters, PreparedStatement::executeUpdate);
    outage.wrote();
    return rows;
  }

  /**
   * Inserts a row, in a transaction of its own.
   *
   * @return the id that the database gave it
   * @throws DatabaseException where the database failed
   */
  public long insert(String sql, @Nullable Object... parameters) {
    long id =
        run(
            Statement.RETURN_GENERATED_KEYS,
            sql,
            parameters,
            statement -> {
              statement.executeUpdate();
              try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
              }
            });
    outage.wrote();
    return id;
  }

  /**
   * Executes statements in one transaction, one after the other: all of them or none. Neighbours of
   * one text go as a batch.
   *
   * @throws DatabaseException where the database failed or refused one
   */
  public void together(List<SqlStatement> statements) {
    try {
      Collision.retried(() -> executeAll(statements));
      outage.wrote();
    } catch (SQLException e) {
      outage.failed(e);
      throw new DatabaseException(e);
    }
  }

  /** Nothing may fail after the commit, or all would come twice: the pool tidies up. */
  private boolean executeAll(List<SqlStatement> statements) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        for (List<SqlStatement> batch : batches(statements)) {
          SqlStatement.execute(connection, batch);
        }
        connection.commit();
        return true;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static List<List<SqlStatement>> batches(List<SqlStatement> statements) {
    List<List<SqlStatement>> batches = new ArrayList<>();
    String text = "";
    for (SqlStatement statement : statements) {
      if (!statement.text().equals(text)) {
        batches.add(new ArrayList<>());
        text = statement.text();
      }
      batches.get(batches.size() - 1).add(statement);
    }
    return batches;
  }

  private <T> T run(int keys, String sql, @Nullable Object[] parameters, Work<T> work) {
    try {
      T result = Collision.retried(() -> execute(keys, sql, parameters, work));
      outage.worked();
      return result;
    } catch (SQLException e) {
      outage.failed(e);
      throw new DatabaseException(e);
    }
  }

  private <T> T execute(int keys, String sql, @Nullable Object[] parameters, Work<T> work)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql, keys)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return work.on(statement);
    }
  }
}
