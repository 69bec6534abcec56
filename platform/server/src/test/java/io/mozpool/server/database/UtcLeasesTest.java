package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upgrade of a pool whose leases are in the time zone of the database. */
@Tag("database")
class UtcLeasesTest {

  @TempDir Path directory;
  private HikariDataSource pool;
  private Database database;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database is one server's");
    pool = TestDatabase.pool(TestStorage.withoutTables(directory));
    database = TestDatabase.over(pool);
    database.update("set global time_zone = '-03:00'");
    makeOldTables();
    database.update("insert into imaging_servers (fqdn) values ('here'), ('there')");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      database.update("set global time_zone = 'SYSTEM'");
      pool.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"-10800", "0", "-10855", "-55", "-10740", "60"})
  void isRefusedWhileAnotherServerIsPresentByEitherReading(int seconds) {
    present("there", seconds);

    assertThatThrownBy(() -> Schema.upgrade(pool, "here"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("there gave a sign of life within the last minute");
    assertThat(number("select count(*) from imaging_servers where present_until is not null"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"-70", "-10870", "-7200", "3600"})
  void beginsWhenNobodyHasBeenThereForAMinute(int seconds) {
    present("there", seconds);

    Schema.upgrade(pool, "here");

    assertThat(
            number(
                "select count(*) from imaging_servers where present_until is null"
                    + " and lease_holder is null and lease_until is null and lease_since is null"
                    + " and epoch = 5"))
        .isEqualTo(1);
  }

  @Test
  void doesNotWaitForTheServerThatMakesIt() {
    present("here", -10800);

    assertThatThrownBy(() -> Schema.upgrade(pool)).isInstanceOf(SchemaException.class);
    Schema.upgrade(pool, "here");

    present("there", 5);
    Schema.upgrade(pool, "here"); // the tables are up to date
  }

  /** Those of version 1. */
  private void makeOldTables() {
    try (Connection connection = pool.getConnection()) {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:db/migration/common", "classpath:db/migration/mysql")
          .placeholders(Map.of("collation", Vendor.of(connection).collation()))
          .target("2")
          .load()
          .migrate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** So many seconds from now, as UTC, a server counts as gone. */
  private void present(String fqdn, int seconds) {
    database.update(
        "update imaging_servers set present_until = timestampadd(second, ?, now(6)),"
            + " lease_until = present_until, lease_since = present_until, lease_holder = fqdn,"
            + " epoch = 5 where fqdn = ?",
        seconds,
        fqdn);
  }

  private long number(String sql) {
    return database.first(row -> row.getLong(1), sql).orElseThrow();
  }
}
