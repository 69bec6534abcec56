package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a database can be worked with, before a server is built on it. A database that is
 * away, full or busy is waited for; one that does not know the user needs a person.
 */
public final class Reach {

  /** Classes of SQL states: the user, or the database's name, is wrong. */
  private static final Set<String> SETTINGS = Set.of("28", "42", "3D");

  private static final int IN_USE = 90020; // H2: another process has the database open

  private Reach() {}

  /** The reason why a database of a server cannot be used just now, where waiting may help. */
  public static Optional<String> obstacle(String url, String user, String password) {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      return Optional.empty();
    } catch (SQLException e) {
      return waitsFor(e);
    }
  }

  /** The reason in a failure, where it comes from the database and waiting may help. */
  public static Optional<String> waitsFor(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SchemaException) {
        return Optional.empty();
      } else if (at instanceof SQLException sql) {
        return isOfSettings(sql) ? Optional.empty() : Optional.of(reason(sql));
      }
    }
    return Optional.empty();
  }

  private static boolean isOfSettings(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return failure.getErrorCode() == IN_USE
        || SETTINGS.contains(state.substring(0, Math.min(2, state.length())));
  }

  private static String reason(SQLException failure) {
    return JdbcUrl.withoutSecrets(String.valueOf(failure.getMessage()))
        .lines()
        .findFirst()
        .orElse("");
  }
}
