package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Devices of an older program whose names differ in case alone. */
final class SameNames {

  private static final String QUERY =
      "select min(name), max(name) from devices group by lower(name) having count(*) > 1"
          + " order by lower(name)";

  private SameNames() {}

  /**
   * Throws where there are any.
   *
   * @throws SchemaException naming them
   */
  static void refuse(Connection connection) throws SQLException {
    List<String> pairs = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      while (row.next()) {
        pairs.add("'%s' and '%s'".formatted(row.getString(1), row.getString(2)));
      }
    }
    if (!pairs.isEmpty()) {
      throw new SchemaException(
          ("the database's tables cannot be upgraded while names of devices differ in case alone:"
                  + " %s; rename one of each (update devices set name = 'NEW' where name = 'OLD')"
                  + " and in its inventory, and try again")
              .formatted(String.join(", ", pairs)));
    }
  }
}
