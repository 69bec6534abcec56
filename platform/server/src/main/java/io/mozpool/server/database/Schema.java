package io.mozpool.server.database;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** The pool's tables. */
public final class Schema {

  /**
   * What an upgrade found and left.
   *
   * @param from the version before; empty where there were no tables
   * @param to the version now
   */
  public record Upgrade(Optional<String> from, String to) {}

  private static final String MIGRATIONS = "classpath:db/migration/common";

  private Schema() {}

  /**
   * Makes the tables where there are none, and brings those of an older version up to date.
   *
   * @throws SchemaException where they are of a newer version, or not ours
   * @throws FlywayException where the database failed
   */
  public static Upgrade upgrade(DataSource dataSource) {
    return upgrade(Flyway.configure().dataSource(dataSource));
  }

  /** As {@link #upgrade(DataSource)}, of a database that nobody has connected to yet. */
  public static Upgrade upgrade(String url, String user, String password) {
    return upgrade(Flyway.configure().dataSource(url, user, password));
  }

  private static Upgrade upgrade(FluentConfiguration configuration) {
    try {
      Flyway flyway = configuration.locations(MIGRATIONS).load();
      MigrationInfoService info = flyway.info();
      Optional<String> from = Optional.ofNullable(info.current()).map(Schema::version);
      refuseNewer(info);
      flyway.migrate();
      return new Upgrade(from, version(flyway.info().current()));
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException ? e : new SchemaException(e);
    }
  }

  private static void refuseNewer(MigrationInfoService info) {
    @Nullable MigrationInfo current = info.current();
    if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
      throw new SchemaException(
          "the database's schema has version %s: expected no newer one than this program's"
              .formatted(version(current)));
    }
  }

  private static String version(MigrationInfo migration) {
    return migration.getVersion().getVersion();
  }
}
