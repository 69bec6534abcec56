package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.Schema.Upgrade;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class SchemaTest {

  @TempDir private Path directory;
  private String url;
  private HikariDataSource pool;
  private Database database;

  @BeforeEach
  void open() {
    url = TestStorage.withoutTables(directory);
    pool = TestDatabase.pool(url);
    database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aNewerSchemaIsRefused() {
    Schema.upgrade(pool);
    pretendVersion("99");

    assertThatThrownBy(() -> Schema.upgrade(pool))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the database's schema has version 99: expected no newer one than this program's");
  }

  @Test
  void theServerDoesNotStartOnANewerSchema() {
    Schema.upgrade(pool);
    pretendVersion("99");
    pool.close();

    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of("database.url", url)))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void tablesOfSomebodyElseAreRefusedAndStay() {
    database.update("create table devices (id int)");

    assertThatThrownBy(() -> Schema.upgrade(pool))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("the database's tables are not the pool's: Found non-empty schema")
        .hasMessageEndingWith(" but no schema history table");
    assertThat(database.all(row -> row.getInt(1), "select id from devices")).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayIsNoMatterOfTheSchema() {
    assertThatThrownBy(() -> Schema.upgrade("jdbc:h2:tcp://127.0.0.1:1/none", "sa", ""))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void saysWhichVersionThereWasAndIs() {
    Upgrade first = Schema.upgrade(pool);

    assertThat(first.from()).isEmpty();
    assertThat(Schema.upgrade(pool))
        .isEqualTo(new Upgrade(Optional.of(first.to()), first.to(), Optional.empty()));
  }

  /** As a later program would have left it. */
  private void pretendVersion(String version) {
    String insert =
        """
        insert into "flyway_schema_history" ("installed_rank", "version", "description", "type",
          "script", "installed_by", "execution_time", "success")
        values (1000, ?, 'later', 'SQL', 'V99__later.sql', 'sa', 1, true)
        """;
    database.update(TestStorage.isEmbedded() ? insert : insert.replace("\"", ""), version);
  }
}
