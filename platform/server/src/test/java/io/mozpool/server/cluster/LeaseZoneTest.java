package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.database.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases in a database whose time zone goes to summer time, and back. */
@Tag("database")
class LeaseZoneTest {

  private static final Duration TIME = Duration.ofSeconds(15);
  private static final LeaseSettings SETTINGS =
      new LeaseSettings(
          TIME,
          Duration.ofSeconds(5),
          LeaseSettings.group("here", List.of("there")),
          "10.0.0.1",
          "same");

  @TempDir Path directory;
  private TestDatabase database;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database is one server's");
    database = TestDatabase.in(directory);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.database().update("set global time_zone = 'SYSTEM'");
      database.close();
    }
  }

  @Test
  void nobodyTakesTheLeaseOfAnother() {
    for (String zone : List.of("+01:00", "+02:00", "+01:00")) {
      database.database().update("set global time_zone = '" + zone + "'");
      try (HikariDataSource connections = TestDatabase.pool(TestStorage.url(directory))) {
        Database fresh = TestDatabase.over(connections);
        LeaseStore here = new LeaseStore(fresh, "here", false);
        LeaseStore there = new LeaseStore(fresh, "there", false);

        assertThat(here.gone(SETTINGS.group())).as("gone in zone " + zone).isEmpty();
        here.present(1, SETTINGS);
        there.present(2, SETTINGS);
        here.takeOwn(1, TIME, true).orElseThrow();
        there.takeOwn(2, TIME, true).orElseThrow();
      }
      assertThat(new LeaseStore(database.database(), "there", false).takeOver(1, TIME))
          .as("taken in zone " + zone)
          .isEmpty();
    }
    assertThat(
            database.number(
                "select max(timestampdiff(second, now(6), lease_until)) from imaging_servers"))
        .as("an hour that came twice")
        .isBetween(0L, TIME.toSeconds());
  }
}
