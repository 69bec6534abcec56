package io.mozpool.server.database;

import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/** The tables of a database are not those that this program can work with; nothing was changed. */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String problem) {
    super(problem);
  }

  SchemaException(FlywayException cause) {
    super("the database's tables are not the pool's: " + reason(cause), cause);
  }

  /** Without the advice that follows, which is for programmers. */
  private static String reason(FlywayException cause) {
    return JdbcUrl.withoutSecrets(String.valueOf(cause.getMessage()))
        .lines()
        .limit(2)
        .collect(Collectors.joining("; "))
        .replaceFirst("\\. Use .*", "");
  }
}
