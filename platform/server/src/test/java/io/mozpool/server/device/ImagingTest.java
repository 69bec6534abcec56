package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device's way through an installation, with all that is written on it. */
@Tag("database")
@Timeout(60)
class ImagingTest {

  private static final String CONFIG = "{\\\"b2gbase\\\": \\\"http://example.com/1\\\"}";
  private static final String PLEASE = "{\"image\": \"b2g\", \"boot_config\": \"" + CONFIG + "\"}";

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "lifecycle.sut_verifying", "400ms",
                "lifecycle.sut_sdcard_verifying", "2s",
                "lifecycle.b2g_downloading", "200ms",
                "lifecycle.pxe_booting", "30s"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void anImageWithoutPxeConfigIsNotAcceptedAndNothingIsChanged() {
    long device = server.rows().panda("nopxe", "ready");
    String before = row(device);

    Answer answer =
        server.post(
            "/api/device/nopxe/event/please_image/",
            "{\"image\": \"nopxe\", \"boot_config\": \"{}\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("accepted")).isEqualTo(false);
    assertThat(answer.text("reason"))
        .isEqualTo("no PXE config is linked to image 'nopxe' for this hardware type");
    assertThat(row(device)).isEqualTo(before);
    assertThat(server.hardware().calls()).doesNotContain("cycle nopxe");
  }

  @Test
  void aDeviceIsImagedFromPleaseImageToReady() {
    long device = server.rows().panda("good", "ready");
    long request = server.rows().request("good", "b2g", "pending");
    server.rows().tie(device, request);
    server.rows().set(device, "image_id = 2, boot_config = '{}'");

    assertThat(server.post("/api/device/good/event/please_image/", PLEASE).at("accepted"))
        .isEqualTo(true);
    awaitState(device, "pxe_booting");
    assertThat(armed(device)).isEqualTo("fake-b2g");
    assertThat(server.get("/api/device/good/bootconfig/").text("b2gbase"))
        .isEqualTo("http://example.com/1");

    told("good", "mobile_init_started");
    assertThat(armed(device)).isEqualTo("null");
    told("good", "b2g_downloading");
    assertThat(image(device)).isEqualTo("android");
    told("good", "b2g_extracting");
    assertThat(image(device)).isEqualTo("null");
    told("good", "b2g_rebooting");

    awaitState(device, "ready");
    assertThat(image(device)).isEqualTo("b2g");
    assertThat(server.get("/api/device/good/").text("boot_config"))
        .isEqualTo("{\"b2gbase\": \"http://example.com/1\"}");
    assertThat(server.get("/api/device/good/bootconfig/").body()).isEqualTo("{}");
    assertThat(result(device)).isEqualTo("complete");
    assertThat(server.hardware().calls())
        .containsSubsequence("cycle good", "verify good", "storage good");
    await()
        .until(
            () -> server.text("select state from requests where id = ?", request), "ready"::equals);
    assertThat(server.log("/api/device/good/log/"))
        .containsExactly(
            "ready -> start_pxe_boot -> pxe_power_cycling (please_image)",
            "pxe_power_cycling -> pxe_booting (power_cycle_ok)",
            "pxe_booting -> mobile_init_started (mobile_init_started)",
            "mobile_init_started -> b2g_downloading (b2g_downloading)",
            "b2g_downloading -> b2g_extracting (b2g_extracting)",
            "b2g_extracting -> sut_verifying (b2g_rebooting)",
            "sut_verifying -> sut_sdcard_verifying (sut_verify_ok)",
            "sut_sdcard_verifying -> operation_complete -> ready (sut_sdcard_ok)");
  }

  @Test
  void aBadImageIsToldAndTheDeviceTestsItself() {
    long device = server.rows().panda("victim", "b2g_extracting");
    server.rows().set(device, "next_image_id = 1, next_boot_config = '{}'");
    long request = server.rows().request("victim", "b2g", "pending");
    server.rows().tie(device, request);

    told("victim", "failed_bad_image");

    awaitState(device, "pxe_booting");
    assertThat(armed(device)).isEqualTo("fake-selftest");
    await()
        .until(
            () -> server.text("select state from requests where id = ?", request),
            "finding_device"::equals);
  }

  @Test
  void aStageThatTakesTooLongIsTriedFourTimesAndThenTheDeviceFails() {
    long device = server.rows().panda("slow", "mobile_init_started");
    long request = server.rows().request("slow", "b2g", "pending");
    server.rows().tie(device, request);
    server.rows().set(device, "next_image_id = 1, next_boot_config = '{}'");

    for (int attempt = 1; attempt <= 4; attempt++) {
      told("slow", "b2g_downloading");
      awaitState(device, "pxe_booting");
      told("slow", "mobile_init_started");
    }

    assertThat(server.log("/api/device/slow/log/"))
        .contains(
            "b2g_downloading -> failed_b2g_downloading -> start_self_test -> pxe_power_cycling"
                + " (timeout; b2g_downloading > 3)");
    await()
        .until(
            () -> server.text("select state from requests where id = ?", request),
            "failed_bad_device"::equals);
  }

  @Test
  void anAgentThatDoesNotAnswerIsAskedAgainAfterTheTimeout() {
    long device = server.rows().panda("mute", "b2g_extracting");
    server.rows().set(device, "next_image_id = 1, next_boot_config = '{}'");
    server.hardware().fail("verify mute", Reason.UNREACHABLE);

    told("mute", "b2g_rebooting");
    await().until(() -> counters(device).contains("\"sut_verifying\":2"));
    assertThat(server.state(device)).isEqualTo("sut_verifying");
    server.hardware().heal("verify mute");

    awaitState(device, "ready");
    assertThat(counters(device)).isEqualTo("{}");
  }

  @Test
  void aStorageThatFailsThreeTimesIsTheDevices() {
    long device = server.rows().panda("nosd", "b2g_extracting");
    server.rows().set(device, "next_image_id = 1, next_boot_config = '{}'");
    server.hardware().fail("storage nosd", Reason.REFUSED);

    told("nosd", "b2g_rebooting");

    awaitState(device, "pxe_booting");
    assertThat(server.hardware().count("storage nosd")).isEqualTo(3);
    assertThat(armed(device)).isEqualTo("fake-selftest");
  }

  @Test
  void anEventThatOvertakesTheRelaysAnswerWaitsForIt() throws Exception {
    long device = server.rows().panda("quick", "ready");
    CountDownLatch answer = new CountDownLatch(1);
    server
        .hardware()
        .on(
            "cycle quick",
            deadline -> {
              answer.await();
              return true;
            });
    server.post("/api/device/quick/event/please_image/", PLEASE);
    await().until(() -> server.hardware().calls().contains("cycle quick"));

    Thread booting = new Thread(() -> server.tell("quick", "mobile_init_started"));
    booting.start();
    assertThat(server.state(device)).isEqualTo("pxe_power_cycling");
    answer.countDown();

    booting.join();
    assertThat(server.state(device)).isEqualTo("mobile_init_started");
    assertThat(server.log("/api/device/quick/log/"))
        .noneMatch(line -> line.contains("not accepted"));
  }

  private static void told(String device, String event) {
    Answer answer = server.tell(device, event);
    assertThat(answer.at("accepted")).as(answer.toString()).isEqualTo(true);
  }

  private static void awaitState(long device, String state) {
    await().until(() -> server.state(device), state::equals);
  }

  private static String armed(long device) {
    return server.text(
        "select p.name from devices d left join pxe_configs p on p.id = d.armed_pxe_config_id"
            + " where d.id = ?",
        device);
  }

  private static String image(long device) {
    return server.text(
        "select i.name from devices d left join images i on i.id = d.image_id where d.id = ?",
        device);
  }

  private static String result(long device) {
    return server.text("select imaging_result from device_requests where device_id = ?", device);
  }

  private static String counters(long device) {
    return server.text("select state_counters from devices where id = ?", device);
  }

  private static String row(long device) {
    return server.text(
        "select concat_ws('|', state, state_revision, state_counters, image_id, next_image_id,"
            + " next_boot_config, armed_pxe_config_id) from devices where id = ?",
        device);
  }
}
