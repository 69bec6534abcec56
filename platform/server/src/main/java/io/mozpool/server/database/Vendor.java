package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Whose a database is. */
enum Vendor {
  /** The embedded one, which compares text exactly. */
  H2(""),
  MARIADB("utf8mb4_nopad_bin"),
  MYSQL("utf8mb4_0900_bin");

  private final String collation;

  Vendor(String collation) {
    this.collation = collation;
  }

  /** Asks the database. */
  static Vendor of(Connection connection) throws SQLException {
    DatabaseMetaData database = connection.getMetaData();
    if (database.getDatabaseProductName().equals("H2")) {
      return H2;
    }
    return database.getDatabaseProductVersion().contains("MariaDB") ? MARIADB : MYSQL;
  }

  /** The collation under which text is compared exactly, blanks at its end included. */
  String collation() {
    return collation;
  }
}
