package io.mozpool.server.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person has hardware do, past the state machine. */
@Tag("database")
@Timeout(60)
class HardwareRoutesTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server
        .database()
        .update(
            "insert into relay_boards (name, fqdn, outlet, imaging_server_id) values"
                + " ('good', 'good', 'scripted:good', 1), ('silent', 'relay-dead:2999', null, 1),"
                + " ('far', 'x', null, 2)");
    server.rows().foreign("otherdev", "ready");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aPowerCycleThatCannotBeDoneChangesNothing() {
    long device = panda("careful");
    String path = "/api/device/careful/power-cycle/";

    assertThat(server.post(path, "{bad").status()).isEqualTo(400);
    assertThat(server.post(path, "{\"pxe_config\": 5}").text("detail")).startsWith("pxe_config: ");
    assertThat(server.post(path, "{\"boot_config\": 5}").text("detail"))
        .startsWith("boot_config: ");
    Answer unknown = server.post(path, "{\"pxe_config\": \"nope\", \"boot_config\": \"{}\"}");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("detail")).isEqualTo("there is no PXE config 'nope'");
    assertThat(server.post("/api/device/nope/power-cycle/", "{}").status()).isEqualTo(404);

    assertThat(armed(device)).isEqualTo("1");
    assertThat(server.hardware().count("cycle careful")).isZero();
  }

  @Test
  void aPowerCycleWithAPxeConfigArmsItAndOneWithoutDisarms() {
    long device = panda("cycled");
    String path = "/api/device/cycled/power-cycle/";

    Answer answer =
        server.post(path, "{\"pxe_config\": \"fake-android\", \"boot_config\": \"{\\\"x\\\":1}\"}");
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(armed(device)).isEqualTo("2");
    assertThat(server.get("/api/device/cycled/bootconfig/").body()).isEqualTo("{\"x\":1}");

    server.post(path, "{\"pxe_config\": \"fake-b2g\"}");
    assertThat(armed(device)).isEqualTo("1");
    assertThat(server.get("/api/device/cycled/bootconfig/").body()).isEqualTo("{}");

    server.post(path, "{\"pxe_config\": null, \"boot_config\": {\"y\": 2}}");
    assertThat(armed(device)).isEqualTo("null");
    assertThat(server.get("/api/device/cycled/bootconfig/").body()).isEqualTo("{\"y\":2}");

    server.post(path);
    await().until(() -> server.hardware().count("cycle cycled") == 4);
    assertThat(server.text("select next_image_id from devices where id = ?", device))
        .isEqualTo("1");
    assertThat(server.state(device)).isEqualTo("troubleshooting");
  }

  @Test
  void whatCameOfAnOperationStandsInTheLog() {
    panda("lamed");
    server.hardware().fail("cycle lamed", Reason.UNREACHABLE);
    server.rows().bare("powerless", "troubleshooting");

    server.post("/api/device/lamed/power-cycle/");
    server.get("/api/device/lamed/power-off/");
    server.post("/api/device/powerless/power-cycle/");

    await()
        .untilAsserted(
            () ->
                assertThat(server.log("/api/device/lamed/log/"))
                    .contains(
                        "power cycle without PXE config asked for",
                        "power cycle failed: cycle lamed failed",
                        "power off asked for",
                        "power off done"));
    await()
        .untilAsserted(
            () ->
                assertThat(server.log("/api/device/powerless/log/"))
                    .contains("power cycle failed: device 'powerless' has no power address"));
  }

  @Test
  void powerGoesOffByGetAndByPost() {
    panda("dark");

    assertThat(server.get("/api/device/dark/power-off/").body()).isEqualTo("{}");
    assertThat(server.post("/api/device/dark/power-off", "{}").body()).isEqualTo("{}");
    assertThat(server.send("HEAD", "/api/device/dark/power-off/", null).status()).isEqualTo(405);

    await().until(() -> server.hardware().count("off dark") == 2);
    assertThat(server.hardware().count("on dark")).isZero();
  }

  @Test
  void networkBootIsDisarmed() {
    long device = panda("armed");

    assertThat(server.send("GET", "/api/device/armed/clear-pxe/", null).status()).isEqualTo(405);
    assertThat(armed(device)).isEqualTo("1");
    assertThat(server.post("/api/device/armed/clear-pxe/", "{}").body()).isEqualTo("{}");
    assertThat(armed(device)).isEqualTo("null");
  }

  @Test
  void aPingSaysWhetherTheDeviceAnswers() {
    panda("awake");
    panda("asleep");
    server.hardware().on("probe asleep", deadline -> false);
    panda("unknown");
    server.hardware().fail("probe unknown", Reason.UNREACHABLE);
    server.rows().bare("deaf", "troubleshooting");

    assertThat(server.get("/api/device/awake/ping/").body()).isEqualTo("{\"success\":true}");
    assertThat(server.get("/api/device/asleep/ping").body()).isEqualTo("{\"success\":false}");
    assertThat(server.get("/api/device/unknown/ping/").body())
        .isEqualTo("{\"success\":false,\"reason\":\"could not ask: probe unknown failed\"}");
    await()
        .untilAsserted(
            () ->
                assertThat(server.log("/api/device/unknown/log/"))
                    .contains("ping: could not ask: probe unknown failed"));
    assertThat(server.get("/api/device/deaf/ping/").text("reason"))
        .isEqualTo("could not ask: device 'deaf' has no probe address");
    assertThat(server.get("/api/device/nope/ping/").status()).isEqualTo(404);
  }

  @Test
  void aRelayBoardIsTested() {
    assertThat(server.get("/api/relay/good/test/").body()).isEqualTo("{\"success\":true}");
    Answer silent = server.get("/api/relay/silent/test");
    assertThat(silent.at("success")).isEqualTo(false);
    assertThat(silent.text("reason")).isEqualTo("no driver for 'proxr'");
    assertThat(server.get("/api/relay/nope/test/").status()).isEqualTo(404);
    assertThat(server.get("/api/relay/far/test/?x=1").header("Location"))
        .contains("http://there/api/relay/far/test/?x=1");
  }

  private static long panda(String name) {
    long device = server.rows().panda(name, "troubleshooting");
    server.rows().set(device, "armed_pxe_config_id = 1, next_image_id = 1");
    return device;
  }

  private static String armed(long device) {
    return server.text("select armed_pxe_config_id from devices where id = ?", device);
  }
}
