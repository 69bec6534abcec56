package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.ScriptedHardware;
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

/** Self-tests, and what leads to them. */
@Tag("database")
@Timeout(60)
class SelfTestTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory, Map.of("lifecycle.pc_rebooting", "0s"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theThirdRoundWithoutARequestEndsInFailedSelfTest() {
    long device = server.rows().panda("circling", "ready");

    selfTest("circling", device);
    selfTest("circling", device);
    server.tell("circling", "failed");

    assertThat(server.state(device)).isEqualTo("failed_self_test");
    assertThat(server.log("/api/device/circling/log/"))
        .last()
        .isEqualTo("ready -> failed_self_test (failed; self_test_rounds > 2)");
  }

  @Test
  void aRequestInBetweenMakesTheRoundsStartAfresh() {
    long device = server.rows().panda("used", "ready");
    selfTest("used", device);
    selfTest("used", device);
    long request = server.rows().request("used", "b2g", "ready");
    server.rows().tie(device, request);

    server.tell("used", "failed");

    await().until(() -> server.state(device), "pxe_booting"::equals);
  }

  @Test
  void aSelfTestThatFailsIsTheEnd() {
    long device = server.rows().panda("broken", "self_test_running");

    server.tell("broken", "failed_self_test");

    assertThat(server.state(device)).isEqualTo("failed_self_test");
  }

  @Test
  void withoutASelfTestImageTheDeviceIsPowerCycledAndKeepsItsImage() {
    long device = server.rows().device("plain", "failed_self_test");
    server
        .rows()
        .set(
            device,
            "addresses = '{\"power\":\"scripted:plain\",\"probe\":\"scripted:plain\"}',"
                + " image_id = 2, next_image_id = 1");

    server.tell("plain", "please_self_test");

    await().until(() -> server.state(device), "ready"::equals);
    assertThat(server.text("select image_id from devices where id = ?", device)).isEqualTo("2");
    assertThat(server.text("select next_image_id from devices where id = ?", device))
        .isEqualTo("null");
  }

  @Test
  void aReadyDeviceThatDoesNotAnswerIsSentToSelfTest() {
    server.rows().pandas(3, "idle", "ready");
    long device = server.rows().panda("silent", "troubleshooting");
    server.hardware().on("probe silent", ScriptedHardware.NO);

    server.post("/api/device/silent/state-change/troubleshooting/to/ready/");

    await().until(() -> server.state(device), "pxe_booting"::equals);
    assertThat(server.log("/api/device/silent/log/"))
        .contains("health check failed: no answer")
        .contains("ready -> start_self_test -> pxe_power_cycling (failed)");
  }

  @Test
  void aNewDeviceTestsItselfAtOnce() {
    long device = server.rows().panda("newborn", "new");
    server.rows().set(device, "state_timeout = '2026-01-01 00:00:00'");

    await().until(() -> server.state(device), "pxe_booting"::equals);
    assertThat(server.hardware().calls()).contains("cycle newborn");
  }

  @Test
  void aDeviceInMaintenanceStaysArmed() {
    long device = server.rows().panda("patient", "ready");

    server.tell("patient", "please_start_maintenance");
    await().until(() -> server.state(device), "pxe_booting"::equals);
    server.tell("patient", "mobile_init_started");
    server.tell("patient", "maint_mode");

    assertThat(server.state(device)).isEqualTo("maintenance_mode");
    assertThat(server.text("select armed_pxe_config_id from devices where id = ?", device))
        .isEqualTo("4");
  }

  private static void selfTest(String name, long device) {
    assertThat(server.tell(name, "failed").at("accepted")).isEqualTo(true);
    await().until(() -> server.state(device), "pxe_booting"::equals);
    for (String event : List.of("mobile_init_started", "self_test_running", "self_test_ok")) {
      assertThat(server.tell(name, event).at("accepted")).as(event).isEqualTo(true);
    }
    assertThat(server.state(device)).isEqualTo("ready");
  }
}
