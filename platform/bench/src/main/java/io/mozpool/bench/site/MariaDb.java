package io.mozpool.bench.site;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A MariaDB of our own, on the loopback interface, whose commits are durable. */
final class MariaDb implements AutoCloseable {

  private static final String USER = "bench";

  private final Child process;
  private final Login login;

  private MariaDb(Child process, Login login) {
    this.process = process;
    this.login = login;
  }

  /**
   * Starts one.
   *
   * @param scratch where it keeps its data and its log
   * @throws BenchException where the programs are not on the PATH, or fail
   */
  static MariaDb start(Scratch scratch) throws BenchException, InterruptedException {
    Path directory = scratch.directory();
    String data = "--datadir=" + directory.resolve("mariadb");
    String user = "--user=" + System.getProperty("user.name");
    install(directory, data, user);
    String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
    int port = Ports.free();
    Path users =
        scratch.write(
            "users.sql",
            """
        create database if not exists mozpool_bench;
        create or replace user '%1$s'@'%%' identified by '%2$s';
        grant all on *.* to '%1$s'@'%%';
        """
                .formatted(USER, password));
    Child process =
        Child.start(
            directory.resolve("mariadbd.log"),
            Map.of("TMPDIR", directory.toString()), // whoever starts clears its own
            List.of(
                "mariadbd",
                "--no-defaults",
                data,
                user,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=" + directory.resolve("mariadb.sock"),
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=1",
                "--max-connections=300",
                "--init-file=" + users));
    MariaDb database =
        new MariaDb(
            process,
            new Login("jdbc:mysql://127.0.0.1:" + port + "/mozpool_bench", USER, password));
    database.awaitReady();
    return database;
  }

  Login login() {
    return login;
  }

  Duration cpu() {
    return process.cpu();
  }

  @Override
  public void close() {
    process.close();
  }

  private void awaitReady() throws BenchException, InterruptedException {
    try {
      process.awaitReady(
          () -> {
            try (Connection connection = login.connect()) {
              return connection.isValid(1);
            }
          });
    } catch (BenchException e) {
      close();
      throw e;
    }
  }

  private static void install(Path directory, String data, String user)
      throws BenchException, InterruptedException {
    try (Child install =
        Child.start(
            directory.resolve("mariadb-install-db.log"),
            Map.of("TMPDIR", directory.toString()), // whoever starts clears its own
            List.of(
                "mariadb-install-db",
                "--no-defaults",
                data,
                user,
                "--skip-test-db",
                "--auth-root-authentication-method=normal"))) {
      install.awaitEnd();
    }
  }
}
