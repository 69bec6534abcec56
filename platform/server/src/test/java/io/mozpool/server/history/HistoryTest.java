package io.mozpool.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.PoolRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HistoryTest {

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices/?hours=0",
        "devices/?hours=x",
        "requests/?hours=1000",
        "transitions/?limit=0",
        "transitions/?minutes=-1"
      })
  void aBadNumberIsNamed(String query) {
    Answer answer = server.get("/api/history/" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).containsAnyOf("hours", "limit", "minutes");
  }

  @Test
  void devicesAreCountedByClass() {
    server.rows().panda("a", "ready");
    server.rows().bare("b", "failed_pxe_booting");
    long held = server.rows().panda("c", "ready");
    server.rows().tie(held, server.rows().request("c", "b2g", "ready"));
    server.rows().foreign("d", "ready");
    server
        .database()
        .update(
            "insert into pool_samples (ts, imaging_server_id, hardware_type, device_class, devices)"
                + " values (?, 2, 'panda', 'idle', 40), (?, 2, 'panda', 'idle', 50)",
            PoolRows.in(Duration.ofHours(-2)),
            PoolRows.in(Duration.ofDays(-8)));

    server.part(PoolSamples.class).sample();
    server.part(PoolSamples.class).sample();

    Answer all = server.get("/api/history/devices/");
    assertThat(all.list("times")).hasSize(2);
    assertThat(all.at("classes.idle")).isEqualTo(List.of(40, 1));
    assertThat(all.at("classes.failed")).isEqualTo(List.of(0, 1));
    assertThat(all.at("classes.in_use")).isEqualTo(List.of(0, 1));
    Answer pandas = server.get("/api/history/devices/?hours=1&hardware_type=panda");
    assertThat(pandas.at("classes.failed")).isEqualTo(List.of(0));
    assertThat(server.text("select max(devices) from pool_samples")).isEqualTo("40");
  }

  @Test
  void theTimeUntilARequestIsReadyIsToldOf() {
    server.rows().panda("a", "ready");
    assertThat(server.get("/api/history/requests/").list("requests")).isEmpty();
    server.post(
        "/api/device/a/request/",
        "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.get("/api/request/1/status/").text("state"), "pending"::equals);
    server.post("/api/request/1/event/lifeguard_finished/", "{\"imaging_result\": \"complete\"}");

    Answer served = server.get("/api/history/requests/");

    assertThat(served.number("requests.0.request")).isEqualTo(1);
    assertThat(served.text("requests.0.image")).isEqualTo("android");
    assertThat(Double.parseDouble(served.text("requests.0.seconds"))).isBetween(0.0, 30.0);
  }

  @Test
  void whatHappenedLatelyIsToldNewestFirst() {
    server.rows().panda("a", "self_test_running");
    server.rows().panda("b", "self_test_running");
    server.tell("a", "self_test_ok");
    server.tell("b", "failed_self_test");

    Answer all = server.get("/api/history/transitions/");
    Answer important = server.get("/api/history/transitions/?important=1");

    assertThat(all.list("transitions")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(important.list("transitions")).hasSize(1);
    assertThat(important.text("transitions.0.name")).isEqualTo("b");
    assertThat(important.text("transitions.0.message")).contains("failed_self_test");
    assertThat(server.get("/api/history/transitions/?limit=1").list("transitions")).hasSize(1);
  }
}
