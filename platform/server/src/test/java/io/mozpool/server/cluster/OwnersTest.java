package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients are sent to the imaging server that owns what they ask for. */
@Tag("database")
@Timeout(60)
class OwnersTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static long request;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server.rows().foreign("otherdev", "ready");
    request = server.rows().request("any", "b2g", "pending");
    server.database().update("update requests set imaging_server_id = 2 where id = ?", request);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"event/please_power_cycle", "power-off/", "ping/?a=b%2Fc&d", "event/x%20y/"})
  void readsAreSentOnByA302(String path) {
    Answer answer = server.get("/api/device/otherdev/" + path);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).contains("http://there/api/device/otherdev/" + path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event/please_power_cycle/",
        "state-change/ready/to/locked_out/?x=1",
        "power-cycle/",
        "power-off/",
        "clear-pxe",
        "set-comments/",
        "set-environment/"
      })
  void whatActsIsSentOnWithItsMethod(String path) {
    Answer answer = server.post("/api/device/otherdev/" + path, "{}");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains("http://there/api/device/otherdev/" + path);
    assertThat(server.state(1)).isEqualTo("ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"renew/", "return/", "event/close/"})
  void requestsAreTheirServersAffair(String path) {
    Answer answer = server.post("/api/request/" + request + "/" + path, "{\"duration\": 60}");

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location"))
        .contains("http://there/api/request/" + request + "/" + path);
  }

  @Test
  void whatEveryServerKnowsIsAnsweredHere() {
    assertThat(server.get("/api/device/otherdev/state/").status()).isEqualTo(200);
    assertThat(server.get("/api/device/otherdev/log/").status()).isEqualTo(200);
    assertThat(server.get("/api/request/" + request + "/status/").status()).isEqualTo(200);
    assertThat(server.get("/api/request/" + request + "/details/").text("url"))
        .isEqualTo("http://there/api/request/" + request + "/");
  }
}
