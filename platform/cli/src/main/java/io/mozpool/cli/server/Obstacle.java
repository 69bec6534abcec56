package io.mozpool.cli.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.JdbcUrl;
import io.mozpool.server.database.SchemaException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what keeps a server from starting, as far as the user can mend it. */
public final class Obstacle {

  private static final int IN_USE = 90020; // H2: another process has the database open

  private Obstacle() {}

  /**
   * Tries the port of HTTP, before plugins start and have much to say about their own.
   *
   * @throws ConfigurationException where it cannot be served
   */
  static void checkPort(ServerSettings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.listen(), settings.port()));
    } catch (IOException e) {
      throw new ConfigurationException(port(settings, e));
    }
  }

  /** The sentence about what a start threw, or that itself where there is none. */
  public static RuntimeException explain(RuntimeException failure, ServerSettings settings) {
    return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> sentence(cause, settings).stream())
        .findFirst()
        .<RuntimeException>map(ConfigurationException::new)
        .orElse(failure);
  }

  private static Optional<String> sentence(Throwable cause, ServerSettings settings) {
    if (cause instanceof ConfigurationException || cause instanceof SchemaException) {
      return Optional.ofNullable(cause.getMessage());
    } else if (cause instanceof BindException) {
      return Optional.of(port(settings, cause));
    } else if (cause instanceof SQLException sql) {
      return Optional.of(database(sql, settings));
    }
    return Optional.empty();
  }

  private static String port(ServerSettings settings, Throwable cause) {
    return "cannot serve HTTP on %s:%d (%s): expected another with --port or --listen"
        .formatted(settings.listen(), settings.port(), cause.getMessage());
  }

  private static String database(SQLException failure, ServerSettings settings) {
    String where = settings.databaseName();
    String reason =
        JdbcUrl.withoutSecrets(String.valueOf(failure.getMessage())).lines().findFirst().orElse("");
    return failure.getErrorCode() == IN_USE
        ? "the database %s is in use by another process".formatted(where)
        : "cannot use the database %s: %s".formatted(where, reason);
  }
}
