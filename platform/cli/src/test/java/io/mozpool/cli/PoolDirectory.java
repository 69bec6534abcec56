package io.mozpool.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A configuration with an embedded database, and what is in that. */
record PoolDirectory(Path directory) {

  /** The configuration file, which is written where it is missing. */
  String config() throws IOException {
    Path file = directory.resolve("mozpool.yml");
    if (Files.notExists(file)) {
      Files.writeString(file, "mozpool: { data: . }");
    }
    return file.toString();
  }

  /** The file that the database is in. */
  Path database() {
    return directory.resolve("pool.mv.db");
  }

  /** Changes something. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query: the texts of their columns, with a bar between them. */
  List<String> rows(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", columns));
      }
    }
    return found;
  }

  /** How many rows a table has. */
  int count(String table) throws SQLException {
    return Integer.parseInt(rows("select count(*) from " + table).get(0));
  }

  private Connection connect() throws SQLException {
    String url = "jdbc:h2:async:" + directory.resolve("pool").toAbsolutePath();
    return DriverManager.getConnection(url + ";MODE=MySQL;WRITE_DELAY=0", "sa", "");
  }
}
