package io.mozpool.cli.db;

import io.mozpool.server.database.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The database of the pool that is moved: read as it stands at one moment, and never written. */
record Reference(Connection connection) implements AutoCloseable {

  /**
   * Connects.
   *
   * @param user null where the URL says who
   * @throws RefusedException where it cannot be reached
   */
  static Reference open(String url, @Nullable String user, @Nullable String password)
      throws RefusedException {
    Properties login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    try {
      Connection connection = DriverManager.getConnection(url, login);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return new Reference(connection);
    } catch (SQLException e) {
      throw new RefusedException(
          "cannot connect to the database to import: " + JdbcUrl.withoutSecrets(firstLine(e)));
    }
  }

  /**
   * A whole table, in the order of the first column, which is a number.
   *
   * @param columns those that it must have; it may have more
   */
  List<Entry> rows(String table, String... columns) throws RefusedException {
    List<Entry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table)) {
      List<String> there = columns(rows.getMetaData());
      for (String column : columns) {
        if (!there.contains(column)) {
          throw new RefusedException(
              "expected a column %s in the table %s to import, found %s"
                  .formatted(column, table, there));
        }
      }
      while (rows.next()) {
        entries.add(entry(table, there, rows));
      }
    } catch (SQLException e) {
      throw new RefusedException(
          "cannot read the table %s to import: %s".formatted(table, firstLine(e)));
    }
    entries.sort(Comparator.comparingLong(entry -> entry.key(columns[0])));
    return entries;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }

  private static List<String> columns(ResultSetMetaData table) throws SQLException {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= table.getColumnCount(); i++) {
      names.add(table.getColumnLabel(i).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static Entry entry(String table, List<String> columns, ResultSet row)
      throws SQLException {
    Map<String, @Nullable String> values = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      values.put(columns.get(i), row.getString(i + 1));
    }
    return new Entry(table, values);
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
