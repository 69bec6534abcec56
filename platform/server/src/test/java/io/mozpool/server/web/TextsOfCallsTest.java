package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that clients send: bounded, Unicode, and repeated only in part. */
@Timeout(60)
class TextsOfCallsTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server.rows().panda("device1", "troubleshooting");
    server.rows().request("any", "b2g", "pending");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "POST, /api/device/device1/set-comments/, `{'comments': '#'}`, comments, 4096",
        "POST, /api/device/device1/set-environment/, `{'environment': '#'}`, environment, 64",
        "PUT, /api/admin/pxe-configs/new, `{'contents': '#'}`, contents, 65536",
        "PUT, /api/admin/pxe-configs/fake-b2g, `{'contents': '#'}`, contents, 65536",
        "POST, /api/device/device1/event/#/, {}, event, 64",
        "GET, /api/device/device1/event/#/, , event, 64",
        "POST, /api/request/1/event/#/, {}, event, 64",
        "GET, /api/request/1/event/#/, , event, 64",
        "POST, /api/device/device1/power-cycle/, `{'boot_config': '#'}`, boot_config, 16384"
      })
  void aTextThatIsTooLongIsRefusedWithItsKeyBoundAndSize(
      String method, String path, String body, String key, int bytes) {
    String most = "x".repeat(bytes);

    Answer answer = send(method, path, body, most + "x");

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("detail"))
        .isEqualTo(
            "%s: expected at most %d bytes of UTF-8, not %d bytes"
                .formatted(key, bytes, bytes + 1));
    assertThat(send(method, path, body, most).status() / 100).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`'assignee': '#', 'b2gbase': 'x'`, assignee, 255",
        "`'assignee': 'me', 'b2gbase': 'x', 'environment': '#'`, environment, 64",
        "`'assignee': 'me', 'b2gbase': '#'`, b2gbase, 16384",
        "`'assignee': 'me', 'b2gbase': {'deep': '#'}`, b2gbase, 16384"
      })
  void aRequestIsBoundedAndNotMade(String keys, String key, int bytes) {
    String before = server.text("select count(*) from requests");

    Answer answer =
        send(
            "POST",
            "/api/device/any/request/",
            "{" + keys + ", 'image': 'b2g', 'duration': 60}",
            "x".repeat(bytes + 1));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("detail"))
        .startsWith(key + ": expected at most " + bytes + " bytes of UTF-8, not ");
    assertThat(server.text("select count(*) from requests")).isEqualTo(before);
  }

  @Test
  void bootConfigsOfImagesAreBounded() {
    Answer answer =
        send(
            "POST",
            "/api/device/device1/event/please_image/",
            "{'image': 'b2g', 'boot_config': {'b2gbase': '#'}}",
            "x".repeat(16_384));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith("boot_config: expected at most 16384 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "POST, /api/device/device1/set-comments/, `{'comments': '#'}`",
        "POST, /api/device/device1/set-environment/, `{'environment': '#'}`",
        "POST, /api/device/any/request/, `{'assignee': '#', 'image': 'android', 'duration': 60}`",
        "POST, /api/device/any/request/, `{'assignee': 'a', 'image': 'b2g', 'b2gbase': '#',"
            + " 'duration': 60}`",
        "POST, /api/device/device1/power-cycle/, `{'boot_config': {'a': '#'}}`",
        "POST, /api/device/device1/event/please_image/, `{'image': '#', 'boot_config': '{}'}`",
        "PUT, /api/admin/pxe-configs/bad, `{'contents': '#'}`",
        "PUT, /api/admin/images/bad, `{'boot_config_keys': ['#']}`",
        "POST, /api/request/1/event/x/, `{'imaging_result': '#'}`"
      })
  void aTextThatIsNoUnicodeIsRefused(String method, String path, String body) {
    for (String text : new String[] {"\\ud800", "\\udfff", "\\u0000"}) {
      Answer answer = send(method, path, body, text);

      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.text("detail")).contains("expected Unicode text");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"comments\": 1e400}",
        "{\"comments\": -1e999999}",
        "{\"comments\": \"x\", \"y\": {\"z\": [1e400]}}"
      })
  void aNumberThatNothingHoldsIsRefused(String body) {
    Answer answer = server.post("/api/device/device1/set-comments/", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("detail")).contains("expected numbers below 1.8e308");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=bogus", "text/plain; charset=\"", "x/y; charset=%"})
  void aCharsetThatThereIsNotIsRefused(String type) {
    Answer answer =
        server.send("POST", "/api/device/device1/set-comments/", "{}", "Content-Type", type);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/device/%00/",
        "/api/device/a%ED%A0%80/status/",
        "/api/device/device1/event/%00/",
        "/api/device/device1/event/%ff/",
        "/api/admin/pxe-configs/%C3",
        "/api/events/?log=device:%00",
        "/api/history/devices/?hardware_type=%ED%B0%80",
        "/devices/%00",
        "/scripts/%00"
      })
  void anEscapeThatIsNoUnicodeIsRefused(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).contains(": expected Unicode text, not ");
  }

  @Test
  void anEscapeThatIsUnicodeIsNotRefused() {
    assertThat(server.get("/api/device/%F0%9F%98%80%25/?x=%C3%B6").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "POST, /api/device/any/request/, #",
        "POST, /api/device/any/request/, `{'assignee': ['#']}`",
        "POST, /api/device/any/request/, `{'assignee': 'a', 'duration': '#'}`",
        "POST, /api/device/any/request/, `{'assignee': 'a', 'image': '#', 'duration': 60}`",
        "POST, /api/device/device1/set-comments/, `{'comments': ['#']}`",
        "POST, /api/device/device1/set-environment/, `{'environment': {'#': 1}}`",
        "POST, /api/device/device1/power-cycle/, `{'boot_config': ['#']}`",
        "POST, /api/device/device1/power-cycle/, `{'pxe_config': '#'}`",
        "POST, /api/device/device1/event/please_image/, `{'image': '#', 'boot_config': '{}'}`",
        "POST, /api/request/1/renew/, `{'duration': '#'}`",
        "PUT, /api/admin/images/x, `{'hidden': '#'}`",
        "PUT, /api/admin/images/x, `{'installer': '#'}`",
        "POST, /api/admin/inventory-sync/, `{'dry_run': '#'}`"
      })
  void aRefusalRepeatsTwoHundredCharactersOfAValue(String method, String path, String body) {
    Answer answer = send(method, path, body, "x".repeat(100_000));

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("x".repeat(201)).hasSizeLessThan(800);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/device/#/status/",
    "PATCH, /api/device/#/status/",
    "GET, /api/request/#/status/",
    "POST, /api/device/device1/state-change/#/to/ready/",
    "POST, /api/device/device1/state-change/ready/to/#/",
    "GET, /api/device/device1/log/?limit=#",
    "GET, /api/events/?types=#",
    "GET, /api/events/?log=#",
    "GET, /api/history/transitions/?minutes=#",
    "DELETE, /api/admin/pxe-configs/#",
    "PUT, /api/admin/pxe-configs/#",
    "PUT, /api/admin/hardware-types/#/b",
    "GET, /scripts/#",
    "GET, /api/#",
    "GET, /#"
  })
  void aRefusalRepeatsTwoHundredCharactersOfAnAddress(String method, String path) {
    Answer answer = send(method, path, method.equals("GET") ? null : "{}", "x".repeat(3_000));

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("x".repeat(201)).hasSizeLessThan(3_000);
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "{'a':".repeat(900) + "1" + "}".repeat(900);
    Answer request =
        send(
            "POST",
            "/api/device/any/request/",
            "{'assignee': 'a', 'image': 'b2g', 'duration': 60, 'b2gbase': " + deep + "}",
            "");
    Answer cycle =
        send("POST", "/api/device/device1/power-cycle/", "{'boot_config': " + deep + "}", "");

    assertThat(request.status()).as(request.body()).isEqualTo(400);
    assertThat(cycle.status()).isEqualTo(400);
    assertThat(cycle.text("detail")).contains("nested at most 50 deep");
  }

  @Test
  void longTextsOfOlderVersionsAreCutInListsAndWholeOnTheirOwn() {
    String comments = "ö".repeat(5_000);
    String config = "{\"b2gbase\": \"" + "x".repeat(20_000) + "\"}";
    long device = server.rows().panda("old", "failed_self_test");
    server
        .database()
        .update(
            "update devices set comments = ?, boot_config = ? where id = ?",
            comments,
            config,
            device);
    long request = server.rows().request("any", "b2g", "pending");
    server.database().update("update requests set boot_config = ? where id = ?", config, request);

    Map<?, ?> listed = row(server.get("/api/device/list/?details"), "devices", "name", "old");
    Map<?, ?> failed = row(server.get("/api/report/failed/"), "devices", "name", "old");
    Map<?, ?> requested = row(server.get("/api/request/list/"), "requests", "id", (int) request);

    assertThat((String) listed.get("comments")).hasSize(2_047).endsWith("ö…");
    assertThat((String) failed.get("comments")).isEqualTo(listed.get("comments"));
    assertThat((String) listed.get("boot_config")).endsWith("x…").hasSize(16_382);
    assertThat((String) requested.get("boot_config")).endsWith("x…").hasSize(16_382);
    assertThat(server.get("/api/device/old/").text("comments")).isEqualTo(comments);
    assertThat(server.get("/api/device/old/").text("boot_config")).isEqualTo(config);
    assertThat(server.get("/api/request/" + request + "/details/").text("boot_config"))
        .isEqualTo(config);
  }

  private static Map<?, ?> row(Answer answer, String list, String key, Object value) {
    return answer.list(list).stream()
        .map(each -> (Map<?, ?>) each)
        .filter(each -> String.valueOf(each.get(key)).equals(String.valueOf(value)))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a body with quotes for apostrophes, and a text in the place that is marked. */
  private static Answer send(String method, String path, String body, String text) {
    return server.send(
        method,
        path.replace("#", text),
        body == null ? null : body.replace('\'', '"').replace("#", text));
  }
}
