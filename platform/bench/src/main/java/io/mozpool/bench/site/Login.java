package io.mozpool.bench.site;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and as whom it is asked.
 *
 * @param url JDBC, of an empty database on MySQL or MariaDB
 */
public record Login(String url, String user, String password) {

  /**
   * Of what a user gives; null where the URL says it, or nothing does.
   *
   * @throws BenchException where the URL is another database's
   */
  public static Login of(String url, @Nullable String user, @Nullable String password)
      throws BenchException {
    if (!url.startsWith("jdbc:mysql://")) {
      throw new BenchException(
          "--db: expected jdbc:mysql://host[:port]/name, and something else was given");
    }
    return new Login(
        url, Objects.requireNonNullElse(user, ""), Objects.requireNonNullElse(password, ""));
  }

  /** Opens a connection that sends batches in one piece. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("rewriteBatchedStatements", "true");
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
