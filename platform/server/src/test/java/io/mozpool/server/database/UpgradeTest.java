package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool that ran version 1, with the tables of that version and machines on their way. */
@Tag("database")
@Timeout(120)
class UpgradeTest {

  private static final String VERSION_1 = "2";

  @TempDir private Path directory;
  private String url;
  private long held;
  private long request;

  @BeforeEach
  void runVersion1() throws SQLException {
    url = TestStorage.withoutTables(directory);
    try (HikariDataSource pool = TestDatabase.pool(url)) {
      migrate(pool);
      Database database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
      database.update("insert into imaging_servers (id, fqdn) values (1, 'here')");
      PoolRows rows = new PoolRows(database).catalogue();
      held = rows.panda("held", "ready");
      rows.panda("working", "failed_pxe_booting");
      request = rows.request("any", "b2g", "ready");
      rows.tie(held, request);
      database.update("update requests set idempotency_key = 'build-1' where id = ?", request);
      database.update(
          "insert into device_logs (device_id, ts, source, message)"
              + " values (?, '2026-11-01 10:00:00', 'statemachine', 'as it was')",
          held);
    }
  }

  @Test
  void goesOnWhereItStood() {
    try (TestServer server = TestServer.prepare(directory, Map.of("database.url", url))) {
      server.open();

      await().until(() -> server.get("/api/device/held/state/").body().contains("ready"));
      assertThat(server.get("/api/request/" + request + "/status/").body()).contains("ready");
      assertThat(server.log("/api/device/held/log/?limit=0")).contains("as it was");
      assertThat(server.get("/api/report/struggling/").body())
          .as("failures are counted from now on")
          .isEqualTo("{\"devices\":[],\"shared\":[]}");
      assertThat(server.get("/api/report/accusations/").body())
          .as("nobody is accused of what version 1 has seen")
          .contains("[]");
      assertThat(server.get("/api/device/held/").text("last_contact"))
          .as("nobody knows of what version 1 has heard")
          .isEqualTo("null");
      assertThat(server.post("/api/request/" + request + "/renew/", "{\"duration\": 600}").status())
          .isEqualTo(204);
      assertThat(server.post("/api/request/" + request + "/return/").status()).isEqualTo(204);
    }
  }

  @Test
  void aRepeatOfAPostThatVersion1AnsweredGetsItsRequest() {
    try (TestServer server = TestServer.prepare(directory, Map.of("database.url", url))) {
      server.open();

      String body =
          "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"b2g\", \"b2gbase\": \"x\"}";
      assertThat(server.post("/api/device/any/request/", body, "Idempotency-Key", "build-1").body())
          .contains("\"id\":" + request);
    }
  }

  @Test
  void namesThatDifferInCaseAloneStopTheUpgradeAndAreNamed() throws SQLException {
    try (HikariDataSource pool = TestDatabase.pool(url)) {
      Database database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
      new PoolRows(database).panda("Held", "ready");

      assertThatThrownBy(() -> Schema.upgrade(pool))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("'Held' and 'held'; rename one of each");

      database.update("update devices set name = 'held-2' where name = 'Held'");
      assertThat(Schema.upgrade(pool).from()).as("nothing was changed").contains(VERSION_1);
      assertThatThrownBy(() -> database.update("update devices set name = 'Held-2' where id = 1"))
          .isInstanceOf(DatabaseException.class);
    }
  }

  private static void migrate(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Vendor vendor = Vendor.of(connection);
      String[] locations =
          vendor == Vendor.H2
              ? new String[] {"classpath:db/migration/common"}
              : new String[] {"classpath:db/migration/common", "classpath:db/migration/mysql"};
      Flyway.configure()
          .dataSource(OneWriter.without(pool))
          .locations(locations)
          .placeholders(Map.of("collation", vendor.collation()))
          .target(VERSION_1)
          .load()
          .migrate();
    }
  }
}
