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

  private final DataSource dataSource;

  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * All rows of a query.
   *
   * @throws DatabaseException where the database failed
   */
  public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
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
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Inserts a row, in a transaction of its own.
   *
   * @return the id that the database gave it
   * @throws DatabaseException where the database failed
   */
  public long insert(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            bind(connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS), parameters)) {
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    return bind(connection.prepareStatement(sql), parameters);
  }

  private static PreparedStatement bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
