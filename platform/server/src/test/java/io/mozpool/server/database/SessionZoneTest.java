package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of a MySQL or MariaDB server whose own time zone is another. */
@Tag("database")
class SessionZoneTest {

  private static final String SESSION = "select concat(@@time_zone, ' ', @@wait_timeout)";

  @TempDir Path directory;
  private String url;
  private Database database;
  private HikariDataSource pool;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database has no sessions");
    url = TestStorage.url(directory);
    pool = TestDatabase.pool(url);
    database = TestDatabase.over(pool);
    database.update("set global time_zone = '+02:00'");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      database.update("set global time_zone = 'SYSTEM'");
      pool.close();
    }
  }

  @Test
  void allAreInUtc() {
    assertThat(session(url)).startsWith("+00:00 ");
  }

  @Test
  void aUrlThatSaysOtherwiseKeepsItsOtherVariables() {
    assertThat(
            session(
                url
                    + "&sessionVariables=time_zone='%2B05:00',wait_timeout=77"
                    + "&connectionTimeZone=America/New_York"
                    + "&forceConnectionTimeZoneToSession=true"))
        .isEqualTo("+00:00 77");
  }

  @Test
  void theyAreInUtcWithMoreVariables() {
    assertThat(session(JdbcUrl.withSessionVariable(JdbcUrl.complete(url), "wait_timeout=6")))
        .isEqualTo("+00:00 6");
  }

  private static String session(String url) {
    try (HikariDataSource sessions = TestDatabase.pool(url)) {
      return TestDatabase.over(sessions).first(row -> row.getString(1), SESSION).orElseThrow();
    }
  }
}
