package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.dist.Launcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's own MariaDB on a directory and a port of its own; what it commits is durable. */
final class MariaDb implements AutoCloseable {

  static final String PASSWORD = "secret";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Map<String, String> environment;
  private final int port = Launcher.freePort();
  private Process process;

  /**
   * @param users who may do all, by {@link #PASSWORD}
   */
  private MariaDb(Path directory, List<String> users, Map<String, String> environment)
      throws IOException, InterruptedException {
    this.directory = directory;
    this.environment = environment;
    Files.createDirectories(directory);
    Process install =
        launch("mariadb-install-db", "--skip-test-db", "--auth-root-authentication-method=normal");
    assertThat(install.waitFor()).as(log()).isZero();
    StringBuilder sql = new StringBuilder("create database if not exists mozpool;\n");
    for (String user : users) {
      sql.append("create or replace user '%s'@'%%' identified by '%s';\n".formatted(user, PASSWORD))
          .append("grant all on mozpool.* to '%s'@'%%';\n".formatted(user));
    }
    sql.append("create or replace user 'witness'@'%' identified by '" + PASSWORD + "';\n");
    sql.append("grant all on *.* to 'witness'@'%';\n");
    Files.writeString(directory.resolve("users.sql"), sql);
  }

  static MariaDb start(Path directory, List<String> users) throws Exception {
    return start(directory, users, Map.of());
  }

  /**
   * @param environment more of it, for the database's process
   */
  static MariaDb start(Path directory, List<String> users, Map<String, String> environment)
      throws Exception {
    MariaDb database = new MariaDb(directory, users, environment);
    database.start();
    return database;
  }

  int port() {
    return port;
  }

  void start() throws IOException {
    process =
        launch(
            "mariadbd",
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + directory.resolve("socket"),
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=1",
            "--max-connections=300",
            "--init-file=" + directory.resolve("users.sql"));
    await()
        .atMost(PATIENCE)
        .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> query("select 1").equals(List.of("1")));
  }

  /** Ends it in an orderly way, or as the kernel does when memory is short. */
  void stop(boolean orderly) throws InterruptedException {
    if (orderly) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
    process.waitFor();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** The rows of a query, the columns of each separated by blanks. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          columns.add(row.getString(i));
        }
        rows.add(String.join(" ", columns));
      }
      return rows;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:mysql://127.0.0.1:" + port + "/mozpool?sslMode=DISABLED&allowPublicKeyRetrieval=true",
        "witness",
        PASSWORD);
  }

  private Process launch(String program, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "--no-defaults",
                "--datadir=" + directory.resolve("data"),
                "--user=" + System.getProperty("user.name")));
    command.addAll(List.of(options));
    File log = directory.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().put("TMPDIR", directory.toString()); // one that starts clears its own
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }
}
