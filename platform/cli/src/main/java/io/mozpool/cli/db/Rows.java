package io.mozpool.cli.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of the pool's tables, in one transaction. */
record Rows(Connection connection) {

  private static final List<String> CONTENTS =
      List.of("devices", "images", "pxe_configs", "hardware_types", "relay_boards");

  /**
   * Makes sure that nobody's pool is mixed with another.
   *
   * @throws RefusedException where there is something already
   */
  void requireEmptyPool() throws SQLException, RefusedException {
    for (String table : CONTENTS) {
      long count = number("select count(*) from " + table).orElseThrow();
      if (count > 0) {
        throw new RefusedException(
            "expected an empty pool, but its table %s has %d rows".formatted(table, count));
      }
    }
  }

  /** The row of an imaging server, which is made where it is new. */
  long imagingServer(String fqdn) throws SQLException, RefusedException {
    OptionalLong known = number("select id from imaging_servers where fqdn = ?", fqdn);
    return known.isPresent()
        ? known.getAsLong()
        : insert(Row.of("imaging_servers").set("fqdn", fqdn));
  }

  /**
   * Inserts a row.
   *
   * @return the id that it was given; of no meaning in a table without ids
   * @throws RefusedException naming the row, where the database does not take it
   */
  long insert(Row row) throws RefusedException {
    try (PreparedStatement statement =
        connection.prepareStatement(row.insert(), Statement.RETURN_GENERATED_KEYS)) {
      int index = 1;
      for (@Nullable Object value : row.values()) {
        statement.setObject(index++, value);
      }
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        return keys.next() ? keys.getLong(1) : 0;
      }
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new RefusedException("%s: %s".formatted(row, reason));
    }
  }

  private OptionalLong number(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }
}
