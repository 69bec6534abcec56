package io.mozpool.bench.site;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A connection to the pool's database; each statement is a transaction of its own. */
public final class Database implements AutoCloseable {

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects.
   *
   * @throws BenchException where that is not possible
   */
  public static Database connect(Login login) throws BenchException {
    try {
      return new Database(login.connect());
    } catch (SQLException e) {
      throw failed("cannot connect to " + login, e);
    }
  }

  /** Executes a statement and returns how many rows it changed. */
  public int update(String sql, Object... parameters) throws BenchException {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Executes a statement, whatever comes of it. */
  void execute(String sql) throws BenchException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The numbers of a row's columns, row by row. */
  public List<long[]> numbers(String sql, Object... parameters) throws BenchException {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<long[]> all = new ArrayList<>();
      while (rows.next()) {
        long[] numbers = new long[rows.getMetaData().getColumnCount()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = rows.getLong(i + 1);
        }
        all.add(numbers);
      }
      return all;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** A number that the database server knows of itself. */
  public long status(String name) throws BenchException {
    String sql = "show global status where variable_name = ?";
    try (PreparedStatement statement = prepare(sql, name);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(2) : 0;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The number that a query results in. */
  public long number(String sql, Object... parameters) throws BenchException {
    return numbers(sql, parameters).get(0)[0];
  }

  /** Executes statements in one transaction. */
  public void together(String... statements) throws BenchException {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        for (String sql : statements) {
          statement.executeUpdate(sql);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed(String.join("; ", statements), e);
    }
  }

  /** Executes a statement for each of the rows. */
  void batch(String sql, Iterable<Object[]> rows) throws BenchException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        set(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Whether there is nothing in it. */
  boolean isEmpty() throws BenchException {
    return number("select count(*) from information_schema.tables where table_schema = database()")
        == 0;
  }

  /** Throws away all that is in it. */
  void clear() throws BenchException {
    try {
      String name = connection.getCatalog();
      update("drop database `" + name + "`");
      update("create database `" + name + "`");
      connection.setCatalog(name);
    } catch (SQLException e) {
      throw failed("cannot clear the database", e);
    }
  }

  /** What it is, and how durable a commit. */
  public Map<String, String> facts() throws BenchException {
    Map<String, String> facts = new TreeMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "show global variables where variable_name in ('version', 'version_comment',"
                    + " 'innodb_flush_log_at_trx_commit', 'innodb_buffer_pool_size', 'log_bin',"
                    + " 'sync_binlog', 'datadir')");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        facts.put(rows.getString(1), rows.getString(2));
      }
      return facts;
    } catch (SQLException e) {
      throw failed("cannot read the database's variables", e);
    }
  }

  @Override
  public void close() throws BenchException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("cannot disconnect", e);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    set(statement, parameters);
    return statement;
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  private static BenchException failed(String what, SQLException failure) {
    return new BenchException(what + ": " + failure.getMessage());
  }
}
