package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routes of devices answer to good and to bad clients. */
@Tag("database")
@Timeout(60)
class DeviceRoutesTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    long device = server.rows().panda("device1", "off");
    server.rows().set(device, "environment = 'odd', relay_info = 'localhost:2101:bank1:relay1'");
    server.rows().panda("Zebra", "troubleshooting");
    server.rows().panda("b.oard-7_x", "troubleshooting");
    server.rows().panda("with space", "troubleshooting");
    server.rows().foreign("otherdev", "troubleshooting");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "state/", "status/", "log/", "bootconfig/", "event/please_image/"})
  void aDeviceThatNobodyKnowsIsNotFound(String action) {
    for (String name : List.of("nope", "device1%20", "any", "device")) {
      Answer answer = server.get("/api/device/" + name + "/" + action);
      assertThat(answer.status()).as(name + " " + action).isEqualTo(404);
      assertThat(answer.header("Content-Type")).contains("application/problem+json");
      assertThat(answer.text("detail")).startsWith("there is no device '");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "state/", "status/", "log/"})
  void peopleAreToldTheNameThatDiffersInCase(String action) {
    Answer answer = server.get("/api/device/DEVICE1/" + action);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo("there is no device 'DEVICE1', but 'device1'");
    Answer act = server.post("/api/device/DEVICE1/power-off/");
    assertThat(act.text("detail")).isEqualTo("there is no device 'DEVICE1', but 'device1'");
  }

  @Test
  void boardsAreFoundInAnyCase() {
    assertThat(server.get("/api/device/DEVICE1/event/nosuchevent").text("reason"))
        .contains("is not accepted in state off");
    assertThat(server.get("/api/device/zebra/bootconfig/").body()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"event/nosuchevent/", "state-change/a/to/ready/"})
  void whatIsDoneToADeviceThatNobodyKnowsIsNotFound(String action) {
    assertThat(server.post("/api/device/nope/" + action, "{}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"%64evice1", "device%31", "b.oard-7_x", "with%20space", "b%2Eoard-7%5Fx"})
  void namesMayBePercentEncoded(String name) {
    assertThat(server.get("/api/device/" + name + "/state/").status()).isEqualTo(200);
  }

  @Test
  void anEventThatIsNotAcceptedSaysSoAndIsLogged() {
    for (Answer answer :
        List.of(
            server.post("/api/device/device1/event/nosuchevent/", "{}"),
            server.post("/api/device/device1/event/nosuchevent"),
            server.get("/api/device/device1/event/nosuchevent"),
            server.post(
                "/api/device/device1/event/nosuchevent/",
                "",
                "Content-Type",
                "application/x-www-form-urlencoded"),
            server.post("/api/device/device1/event/timeout/", "{}"),
            server.post("/api/device/device1/event/entry/", "{}"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.at("accepted")).isEqualTo(false);
      assertThat(answer.text("reason"))
          .contains(" is not accepted in state off: there is no such event; accepted are ")
          .contains("please_power_cycle", "please_self_test");
    }
    await()
        .until(
            () -> server.log("/api/device/device1/log/"),
            log -> log.contains("nosuchevent is not accepted in state off"));
  }

  @Test
  void anEventThatIsMisspeltIsToldApartFromOneThatDoesNotFit() {
    assertThat(server.post("/api/device/device1/event/please_slef_test/", "{}").text("reason"))
        .startsWith(
            "please_slef_test is not accepted in state off: there is no such event (did you mean"
                + " please_self_test?); accepted are ");
    assertThat(server.post("/api/device/device1/event/self_test_ok/", "{}").text("reason"))
        .startsWith("self_test_ok is not accepted in state off; accepted are ");
  }

  @Test
  void aStateThatIsMisspeltIsNamedWithTheNearest() {
    assertThat(
            server.post("/api/device/device1/state-change/off/to/lockd_out/", "{}").text("detail"))
        .contains("locked_out, ")
        .endsWith("not 'lockd_out' (did you mean locked_out?)");
  }

  @Test
  void headNeverRaisesAnEvent() {
    server.rows().panda("asleep", "self_test_running");

    Answer answer = server.send("HEAD", "/api/device/asleep/event/self_test_ok/", null);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow").orElse("")).contains("GET").contains("POST");
    assertThat(server.get("/api/device/asleep/state/").text("state"))
        .isEqualTo("self_test_running");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "body | {bad",
        "body | []",
        "image | {\"boot_config\": \"{}\"}",
        "image | {\"image\": \"\", \"boot_config\": \"{}\"}",
        "image | {\"image\": null, \"boot_config\": \"{}\"}",
        "image | {\"image\": 5, \"boot_config\": \"{}\"}",
        "boot_config | {\"image\": \"b2g\"}",
        "boot_config | {\"image\": \"b2g\", \"boot_config\": 5}"
      })
  void aBadPleaseImageIsAnErrorThatNamesItsKey(String key, String body) {
    Answer answer = server.post("/api/device/device1/event/please_image/", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith(key + ": ");
  }

  @Test
  void aBootConfigThatTheInstallerRefusesIsNotAccepted() {
    server
        .database()
        .update(
            "insert into images (name, boot_config_keys, can_reuse, hidden, has_sut_agent,"
                + " installer) values ('checked', '[\"b2gbase\"]', 0, 0, 0, 'b2g')");
    server.rows().panda("checked", "troubleshooting");

    Answer answer =
        server.post(
            "/api/device/checked/event/please_image/",
            "{\"image\": \"checked\", \"boot_config\": {\"b2gbase\": \"\", \"other\": \"\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("accepted")).isEqualTo(false);
    assertThat(answer.text("reason")).isEqualTo("b2gbase: expected a value, not ''");
    assertThat(server.get("/api/device/checked/state/").text("state")).isEqualTo("troubleshooting");
  }

  @Test
  void bootConfigIsTakenAsAnObjectToo() {
    server.rows().panda("object", "troubleshooting");

    Answer answer =
        server.post(
            "/api/device/object/event/please_image/",
            "{\"image\": \"b2g\", \"boot_config\": {\"b2gbase\": \"x\"}}");

    assertThat(answer.at("accepted")).isEqualTo(true);
    assertThat(server.get("/api/device/object/bootconfig").body()).isEqualTo("{\"b2gbase\":\"x\"}");
  }

  @Test
  void aDeviceWithoutNextImageHasAnEmptyBootConfig() {
    server.rows().set(server.rows().panda("blank", "off"), "next_boot_config = ''");

    assertThat(server.get("/api/device/device1/bootconfig/").body()).isEqualTo("{}");
    assertThat(server.get("/api/device/blank/bootconfig/").body()).isEqualTo("{}");
  }

  @Test
  void aStateIsForcedOnlyFromTheOldOneOrFromAnUnknown() {
    server.rows().panda("forced", "off");
    String change = "/api/device/forced/state-change/";

    assertThat(server.post(change + "ready/to/locked_out/", "{}").body()).isEqualTo("{}");
    Answer conflict = server.post(change + "ready/to/troubleshooting/", "{}");
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.text("detail"))
        .isEqualTo("device 'forced' is in state locked_out, not ready");
    assertThat(server.post(change + "unknown/to/ready/").status()).isEqualTo(409);
    assertThat(server.post(change + "locked_out/to/troubleshooting").status()).isEqualTo(200);
    assertThat(server.get("/api/device/forced/state/").body())
        .isEqualTo("{\"state\":\"troubleshooting\"}");
  }

  @Test
  void aStateThatIsNoneCannotBeForcedAndTheAnswerListsThem() {
    Answer answer = server.post("/api/device/device1/state-change/off/to/nowhere/", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail"))
        .startsWith("to: expected one of ")
        .contains("locked_out", "b2g_extracting", "not 'nowhere'");
    assertThat(server.post("/api/device/device1/state-change/off/to/ready/", "{bad").status())
        .isEqualTo(400);
  }

  @Test
  void commentsAreTextOrNone() {
    long device = server.rows().panda("noted", "off");
    String path = "/api/device/noted/set-comments/";

    assertThat(server.post(path, "{}").text("detail")).startsWith("comments: missing");
    assertThat(server.post(path, "{\"comments\": [1]}").text("detail")).startsWith("comments: ");
    assertThat(server.post(path, "{\"comments\": true}").status()).isEqualTo(400);

    assertThat(server.post(path, "{\"comments\": \"caf\u00e9 \\\"x\\\"\"}").body())
        .isEqualTo("null");
    assertThat(server.get("/api/device/noted/").text("comments")).isEqualTo("caf\u00e9 \"x\"");
    server.post(path, "{\"comments\": 5}");
    assertThat(server.get("/api/device/noted/").text("comments")).isEqualTo("5");
    server.post(path, "{\"comments\": null}");
    assertThat(server.text("select comments from devices where id = ?", device)).isEqualTo("null");
  }

  @Test
  void anEnvironmentIsText() {
    long device = server.rows().panda("moved", "off");
    String path = "/api/device/moved/set-environment/";

    for (String bad : List.of("{}", "{\"environment\": null}", "{\"environment\": 5}")) {
      assertThat(server.post(path, bad).text("detail")).as(bad).startsWith("environment: ");
    }
    assertThat(server.post(path, "{\"environment\": \"" + "x".repeat(65) + "\"}").status())
        .isEqualTo(400);
    assertThat(server.text("select environment from devices where id = ?", device))
        .isEqualTo("none");

    assertThat(server.post(path, "{\"environment\": \"staging\"}").body()).isEqualTo("null");
    assertThat(server.get("/api/environment/list/").list("environments"))
        .anyMatch("staging"::equals);
  }

  @Test
  void aStateMayComeFromACacheOfAFewSeconds() {
    long device = server.rows().panda("cached", "off");
    String path = "/api/device/cached/state/";

    Answer first = server.get(path + "?cache=1");
    server.rows().set(device, "state = 'ready'");
    Answer second = server.get(path + "?cache=");

    assertThat(first.text("state")).isEqualTo("off");
    assertThat(first.header("Cache-Control")).contains("public, max-age=5");
    assertThat(second.text("state")).isEqualTo("off");
    assertThat(second.header("Expires")).isEqualTo(first.header("Expires"));
    assertThat(server.get(path).text("state")).isEqualTo("ready");
    assertThat(server.get(path).header("Cache-Control")).isEmpty();
    assertThat(server.get("/api/device/nope/state/?cache=1").status()).isEqualTo(404);
  }

  @Test
  void theListIsAlphabeticalAndWithDetailsById() {
    assertThat(names(server.get("/api/device/list/"))).isSortedAccordingTo(String::compareTo);
    for (String query : List.of("?details=1", "?details=0", "?details=", "?details")) {
      List<?> devices = server.get("/api/device/list/" + query).list("devices");
      assertThat(devices).as(query).extracting(each -> id(each)).isSorted();
    }
  }

  @Test
  void anItemOfTheListHasTheKeysOfTheContract() {
    Map<?, ?> item = (Map<?, ?>) server.get("/api/device/list/?details").at("devices.0");

    assertThat(item.keySet())
        .map(String::valueOf)
        .contains(
            "id",
            "name",
            "fqdn",
            "inventory_id",
            "mac_address",
            "imaging_server",
            "relay_info",
            "state",
            "comments",
            "image",
            "boot_config",
            "environment",
            "request_id");
    assertThat(item.get("imaging_server")).isEqualTo("here");
    assertThat(item.get("image")).isNull();
    assertThat(item.get("relay_info")).isEqualTo("localhost:2101:bank1:relay1");
  }

  @Test
  void oneDeviceTellsMore() {
    Answer device = server.get("/api/device/device1");

    assertThat(device.at("hardware_type")).isEqualTo(Map.of("type", "panda", "model", "ES Rev B2"));
    assertThat(device.at("addresses"))
        .isEqualTo(
            Map.of(
                "power", "proxr://localhost:2101/bank1/relay1",
                "agent", "scripted:device1",
                "probe", "scripted:device1"));
    assertThat(device.at("counters")).isEqualTo(Map.of());
    assertThat(device.at("state_until")).isNull();
  }

  @Test
  void aDeviceTellsItsHolderAndItsTries() {
    long device = server.rows().panda("tried", "pxe_booting");
    server.rows().set(device, "state_counters = '{\"pxe_booting\":3,\"power_cycling\":8}'");
    server.rows().tie(device, server.rows().request("tried", "android", "pending"));

    Answer tried = server.get("/api/device/tried/");

    assertThat(tried.text("holder")).isEqualTo("me");
    assertThat(tried.at("tries")).isEqualTo(Map.of("number", 4, "of", 31));
    assertThat(server.get("/api/device/list/?details").body())
        .contains("\"holder\":\"me\",\"tries\":{\"number\":4,\"of\":31}");
  }

  @Test
  void aDeviceOfNobodyThatTriesNothingHasNulls() {
    Answer resting = server.get("/api/device/Zebra/");

    assertThat(resting.at("holder")).isNull();
    assertThat(resting.at("tries")).isNull();
    assertThat(resting.body()).contains("\"holder\":null,\"tries\":null");
  }

  @Test
  void devicesOfOtherServersAreShownToo() {
    assertThat(server.get("/api/device/otherdev/state/").text("state"))
        .isEqualTo("troubleshooting");
    assertThat(server.get("/api/device/otherdev/").text("imaging_server")).isEqualTo("there");
    assertThat(server.get("/api/device/otherdev/log/").at("log")).isEqualTo(List.of());
  }

  @Test
  void environmentsAreListedOnce() {
    assertThat((List<?>) server.get("/api/environment/list/").at("environments"))
        .isEqualTo(List.of("none", "odd"));
  }

  @Test
  void logsAreLimitedByNumberAndAge() {
    long device = server.rows().panda("talkative", "off");
    for (int i = 1; i <= 120; i++) {
      server
          .database()
          .update(
              "insert into device_logs (device_id, ts, source, message) values (?, ?, 'test', ?)",
              device,
              "2026-01-01 00:00:%02d".formatted(i % 60),
              "line " + i);
    }
    String log = "/api/device/talkative/log/";

    assertThat(server.log(log)).hasSize(120);
    assertThat(server.log(log + "?limit=0")).hasSize(120);
    assertThat(server.log(log + "?limit=2")).containsExactly("line 59", "line 119");
    assertThat(server.log(log + "?timeperiod=60")).isEmpty();
    assertThat(server.log(log + "?timeperiod=0&limit=3")).hasSize(3);
    assertThat(server.log("/api/device/talkative/status/")).hasSize(100).endsWith("line 119");
    for (String query : List.of("limit=abc", "limit=-1", "timeperiod=abc", "timeperiod=-1")) {
      assertThat(server.get(log + "?" + query).status()).as(query).isEqualTo(400);
    }
  }

  private static List<String> names(Answer answer) {
    return answer.list("devices").stream().map(String::valueOf).toList();
  }

  private static int id(Object device) {
    return ((Number) ((Map<?, ?>) device).get("id")).intValue();
  }
}
