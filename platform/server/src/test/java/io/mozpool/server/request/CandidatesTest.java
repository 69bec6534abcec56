package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Why a request has no device yet. */
@Timeout(60)
class CandidatesTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server.rows().panda("busy", "self_test_running");
    long held = server.rows().panda("held", "ready");
    server.rows().tie(held, server.rows().request("held", "b2g", "ready"));
    server.rows().bare("unfit", "locked_out");
    server.rows().set(server.rows().panda("other", "locked_out"), "environment = 'staging'");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void eachDeviceThatWouldFitSaysWhyItIsNotFree() {
    long request = server.rows().request("any", "b2g", "finding_device");

    Answer answer = server.get("/api/request/" + request + "/candidates/");

    assertThat(answer.text("waiting_for")).isEqualTo("a device; 4 would fit, 0 of them free");
    assertThat(answer.text("devices.0.name")).isEqualTo("busy");
    assertThat(answer.text("devices.0.reason")).isEqualTo("it is in state self_test_running");
    assertThat(answer.text("devices.1.reason")).isEqualTo("another request has it");
    assertThat(answer.number("counts.it is in state locked_out")).isEqualTo(2);
  }

  @Test
  void onlyDevicesOfTheEnvironmentWouldFit() {
    long request = server.rows().request("any", "b2g", "finding_device");
    server.database().update("update requests set environment = 'staging' where id = ?", request);

    Answer answer = server.get("/api/request/" + request + "/candidates/");

    assertThat(answer.list("devices")).hasSize(1);
    assertThat(answer.text("waiting_for")).contains("environment staging");
  }

  @Test
  void aRequestThatHasItsDeviceWaitsForNothing() {
    assertThat(server.get("/api/request/1/candidates/").at("waiting_for")).isEqualTo("");
    assertThat(server.get("/api/request/999/candidates/").status()).isEqualTo(404);
    assertThat(server.get("/api/request/x/candidates/").status()).isEqualTo(400);
  }
}
