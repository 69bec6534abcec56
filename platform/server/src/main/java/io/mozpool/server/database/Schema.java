package io.mozpool.server.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** The pool's tables, and what else of it a database holds. */
public final class Schema {

  /**
   * What an upgrade found and left.
   *
   * @param from the version before; empty where there were no tables
   * @param to the version now
   * @param lacking a sentence about what the database's user has no right to make; the pool works
   *     without it
   */
  public record Upgrade(Optional<String> from, String to, Optional<String> lacking) {}

  private static final String MIGRATIONS = "classpath:db/migration/";

  /** From this version on leases are in UTC, which those of an older program must not meet. */
  private static final MigrationVersion UTC_LEASES = MigrationVersion.fromVersion("3");

  /** From this version on no names of devices differ in case alone. */
  private static final MigrationVersion NAMES_IN_ANY_CASE = MigrationVersion.fromVersion("6");

  private Schema() {}

  /**
   * Makes the tables where there are none, and brings those of an older version up to date.
   *
   * @param self the server that begins to use them, whose earlier process has ended; empty for none
   * @throws SchemaException where they are of a newer version, or not ours, or hold names that the
   *     new ones do not take, or other servers use them and must not meet the new ones
   * @throws DatabaseException where the database failed
   */
  public static Upgrade upgrade(DataSource dataSource, String self) {
    try (Connection connection = dataSource.getConnection()) {
      Vendor vendor = Vendor.of(connection);
      Flyway flyway =
          Flyway.configure()
              .dataSource(patient(OneWriter.without(dataSource)))
              .locations(locations(vendor))
              .placeholders(Map.of("collation", vendor.collation()))
              .load();
      MigrationInfoService info = flyway.info();
      Optional<String> from = Optional.ofNullable(info.current()).map(Schema::version);
      refuseNewer(info);
      if (vendor != Vendor.H2 && isBefore(UTC_LEASES, info)) {
        PresentServers.refuse(connection, self);
      }
      if (isBefore(NAMES_IN_ANY_CASE, info)) {
        SameNames.refuse(connection);
      }
      flyway.migrate();
      return new Upgrade(
          from,
          version(flyway.info().current()),
          vendor == Vendor.H2 ? Optional.empty() : StoredProgram.createAll(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException sql
          ? new DatabaseException(sql)
          : new SchemaException(e);
    }
  }

  /** As {@link #upgrade(DataSource, String)}, for no server. */
  public static Upgrade upgrade(DataSource dataSource) {
    return upgrade(dataSource, "");
  }

  /** As {@link #upgrade(DataSource)}, of a database that nobody has connected to yet. */
  public static Upgrade upgrade(String url, String user, String password) {
    Optional<EmbeddedFile> file = EmbeddedFile.of(url);
    file.ifPresent(present -> present.prepare(user, password));
    Upgrade upgrade = upgrade(Flyway.configure().dataSource(url, user, password).getDataSource());
    file.ifPresent(EmbeddedFile::finish);
    return upgrade;
  }

  private static String[] locations(Vendor vendor) {
    return vendor == Vendor.H2
        ? new String[] {MIGRATIONS + "common"}
        : new String[] {MIGRATIONS + "common", MIGRATIONS + "mysql"};
  }

  /** A change of a big table takes its time, and nothing else waits for an answer. */
  private static DataSource patient(DataSource dataSource) {
    return new DelegatingDataSource(dataSource) {
      @Override
      public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
      }
    };
  }

  private static void refuseNewer(MigrationInfoService info) {
    @Nullable MigrationInfo current = info.current();
    if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
      throw new SchemaException(
          "the database's schema has version %s: expected no newer one than this program's"
              .formatted(version(current)));
    }
  }

  private static boolean isBefore(MigrationVersion version, MigrationInfoService info) {
    @Nullable MigrationInfo current = info.current();
    return current != null && current.getVersion().compareTo(version) < 0;
  }

  private static String version(MigrationInfo migration) {
    return migration.getVersion().getVersion();
  }
}
