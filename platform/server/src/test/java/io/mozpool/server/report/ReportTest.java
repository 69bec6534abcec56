package io.mozpool.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the reports say of a pool. */
@Tag("database")
@Timeout(60)
class ReportTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static long gone;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    long used = server.rows().foreign("used", "b2g_downloading");
    server.rows().tie(used, server.rows().request("any", "b2g", "pending"));
    server.rows().foreign("idle", "ready");
    server.rows().foreign("busy", "pc_rebooting");
    gone = server.rows().foreign("gone", "failed_pxe_booting");
    server.rows().foreign("odd", "unknown");
    long strange = server.rows().foreign("strange", "a_state_of_old");
    server.rows().tie(strange, server.rows().request("any", "b2g", "pending"));
    server.rows().panda("locked", "locked_out");
    server.rows().panda("open", "troubleshooting");
    server.rows().panda("lit", "maintenance_mode");
    server.rows().device("typeless", "locked_out");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void devicesAreCountedByTypeAndClass() {
    Answer answer = server.get("/api/report/status/");

    assertThat(answer.body())
        .contains(
            "{\"type\":\"panda\",\"model\":\"ES Rev B2\",\"in_use\":1,\"idle\":1,"
                + "\"processing\":1,\"failed\":3,\"locked_out\":3}")
        .contains(
            "{\"type\":\"\",\"model\":\"\",\"in_use\":0,\"idle\":0,\"processing\":0,"
                + "\"failed\":0,\"locked_out\":1}");
  }

  @Test
  void devicesThatStruggleSayWhyAndWhatTheyShare() {
    for (String name : List.of("hot-1", "hot-2")) {
      long device = server.rows().foreign(name, "pxe_booting");
      server
          .rows()
          .set(
              device,
              "failures = 4, last_error = 'relay is silent', state_counters ="
                  + " '{\"pxe_booting\":3}', relay_info = 'hot:bank1:relay1'");
    }
    server.rows().set(server.rows().foreign("well", "pxe_booting"), "failures = 2");
    server.rows().set(server.rows().foreign("given-up", "failed_self_test"), "failures = 9");

    Answer answer = server.get("/api/report/struggling/");

    assertThat(answer.list("devices")).hasSize(2);
    assertThat(answer.text("devices.0.name")).isEqualTo("hot-1");
    assertThat(answer.at("devices.0.failures")).isEqualTo(4);
    assertThat(answer.at("devices.0.tries")).isEqualTo(Map.of("number", 4, "of", 31));
    assertThat(answer.text("devices.0.last_error")).isEqualTo("relay is silent");
    assertThat(answer.at("shared.0"))
        .isEqualTo(Map.of("kind", "power_controller", "name", "hot", "devices", 2, "of", 2));
    assertThat(answer.text("shared.1.kind")).isEqualTo("server");
    server
        .database()
        .update("delete from devices where name in ('hot-1', 'hot-2', 'well', 'given-up')");
  }

  @Test
  void devicesThatFailedSaySinceWhenAndWhy() {
    server.rows().set(gone, "comments = 'on fire', state_since = '2026-01-02 03:04:05'");
    line("statemachine", "pxe_booting -> failed_pxe_booting (pxe_booting > 30)");
    assertThat(server.get("/api/report/failed/").text("devices.0.last_error"))
        .isEqualTo("pxe_booting -> failed_pxe_booting (pxe_booting > 30)");
    line("bmm", "power cycle failed: relay-1 is silent");
    line("selftest.py", "all is well");

    Answer answer = server.get("/api/report/failed");

    assertThat(answer.list("devices")).hasSize(3);
    assertThat(answer.text("devices.0.name")).isEqualTo("gone");
    assertThat(answer.text("devices.0.state")).isEqualTo("failed_pxe_booting");
    assertThat(answer.text("devices.0.since")).isEqualTo("2026-01-02T03:04:05.000000");
    assertThat(answer.text("devices.0.last_error"))
        .isEqualTo("power cycle failed: relay-1 is silent");
    assertThat(answer.text("devices.0.comments")).isEqualTo("on fire");
    assertThat(answer.text("devices.1.name")).isEqualTo("odd");
    assertThat(answer.body()).contains("\"last_error\":null");
  }

  private static void line(String source, String message) {
    server
        .database()
        .update(
            "insert into device_logs (device_id, ts, source, message) values (?, now(6), ?, ?)",
            gone,
            source,
            message);
  }
}
