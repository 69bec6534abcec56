package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of devices whose power does not do as it is told. */
@Tag("database")
@Timeout(60)
class PowerTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "lifecycle.pc_power_cycling", "30ms",
                "lifecycle.pxe_power_cycling", "20s",
                "lifecycle.pxe_booting", "30s",
                "lifecycle.pc_rebooting", "0s",
                "lifecycle.pc_pinging", "20s"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aPowerThatFailsIsTriedTwoHundredTimesMoreAndThenTheDeviceFails() {
    long device = server.rows().panda("dead", "troubleshooting");
    server.hardware().fail("cycle dead", Reason.UNREACHABLE);

    server.tell("dead", "please_power_cycle");

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> server.state(device), "failed_power_cycling"::equals);
    assertThat(server.text("select state_revision from devices where id = ?", device))
        .isEqualTo("202");
    assertThat(server.log("/api/device/dead/log/?limit=0"))
        .contains("power cycle failed: cycle dead failed")
        .endsWith("pc_power_cycling -> failed_power_cycling (timeout; power_cycling > 200)");
  }

  @Test
  void aPowerThatComesBackIsForgiven() {
    long device = server.rows().panda("shaky", "troubleshooting");
    server.hardware().fail("cycle shaky", Reason.TIMED_OUT);
    server.tell("shaky", "please_power_cycle");
    await().until(() -> server.hardware().count("cycle shaky") >= 3);
    await()
        .until(
            () -> server.get("/api/report/struggling/").body(), report -> report.contains("shaky"));
    await()
        .until(
            () -> server.get("/api/device/shaky/").text("last_error"),
            error -> error.startsWith("power cycle failed: "));
    Answer struggling = server.get("/api/device/shaky/");
    assertThat((int) struggling.at("failures")).isGreaterThanOrEqualTo(Struggling.FAILURES);
    assertThat(struggling.text("last_error_at")).isNotEmpty();

    server.hardware().heal("cycle shaky");

    await().until(() -> server.state(device), "ready"::equals);
    assertThat(server.text("select state_counters from devices where id = ?", device))
        .isEqualTo("{}");
    assertThat(server.get("/api/device/shaky/").body())
        .contains("\"failures\":0,\"last_error\":null,\"last_error_at\":null");
    assertThat(server.get("/api/report/struggling/").body()).doesNotContain("shaky");
  }

  @Test
  void aDeviceWithoutPowerFailsBeforeAnythingIsArmed() {
    long device = server.rows().bare("bare", "troubleshooting");

    server.tell("bare", "please_power_cycle");

    await().until(() -> server.state(device), "failed_power_cycling"::equals);
    assertThat(server.log("/api/device/bare/log/"))
        .containsExactly(
            "troubleshooting -> pc_power_cycling -> failed_power_cycling"
                + " (please_power_cycle; no power)");
  }

  @Test
  void anAddressThatNoDriverServesCountsAsAFailure() {
    long device = server.rows().panda("relay", "troubleshooting");
    server.rows().set(device, "relay_info = 'localhost:2101:bank1:relay2'");

    server.tell("relay", "please_power_cycle");

    await()
        .until(
            () -> server.log("/api/device/relay/log/"),
            log -> log.contains("power cycle failed: no driver for 'proxr'"));
    server.post("/api/device/relay/state-change/pc_power_cycling/to/locked_out/");
  }

  @Test
  void ofSeveralOutletsAllGoOffBeforeTheFirstComesOn() {
    long device = server.rows().panda("twin", "failed_self_test");
    server.rows().set(device, "addresses = '{\"power\":\"outlet:left outlet:right\"}'");

    server.tell("twin", "please_self_test");

    await().until(() -> server.state(device), "pxe_booting"::equals);
    List<String> calls =
        server.hardware().calls().stream().filter(call -> call.matches(".*(left|right)")).toList();
    assertThat(calls).hasSize(4);
    assertThat(calls.subList(0, 2)).containsExactlyInAnyOrder("off left", "off right");
    assertThat(calls.subList(2, 4)).containsExactlyInAnyOrder("on left", "on right");
  }

  @Test
  void anOutletThatDoesNotGoOffHasTheOthersComeOnAgain() {
    long device = server.rows().panda("half", "failed_self_test");
    server.rows().set(device, "addresses = '{\"power\":\"outlet:upper outlet:lower\"}'");
    server.hardware().fail("off lower", Reason.REFUSED);

    server.tell("half", "please_self_test");

    await()
        .until(
            () -> server.log("/api/device/half/log/"),
            log ->
                log.contains(
                    "power cycle failed: off lower failed; as the board may have gone off, it was"
                        + " switched on"));
    assertThat(server.hardware().calls()).contains("on upper");
    assertThat(server.state(device)).isEqualTo("pxe_power_cycling");
  }
}
