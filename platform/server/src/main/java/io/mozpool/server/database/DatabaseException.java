package io.mozpool.server.database;

import java.sql.SQLException;

/** The database failed: nothing was changed, or it is not known whether something was. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseException(SQLException cause) {
    super(
        "the database failed: " + JdbcUrl.withoutSecrets(String.valueOf(cause.getMessage())),
        cause);
  }
}
