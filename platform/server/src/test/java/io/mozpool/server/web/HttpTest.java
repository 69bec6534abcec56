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

/** What all routes have in common. */
@Timeout(60)
class HttpTest {

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
  @ValueSource(
      strings = {
        "/api/nope/",
        "/api/",
        "/nope.html",
        "/api/version//",
        "/api//version/",
        "//api/version/",
        "/api/device/device1//",
        "/api/device//state/",
        "/api/device/device1/state//",
        "/api/device/device1/state/more",
        "/api/DEVICE/list/",
        "/api/request/1/"
      })
  void aPathThatIsNoneIsNotFoundAndSaysSoAsAProblem(String path) {
    Answer answer = server.get(path);

    assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.at("status")).isEqualTo(404);
    assertThat(answer.text("title")).isEqualTo("Not Found");
    assertThat(answer.text("type")).isEqualTo("about:blank");
    assertThat(answer.text("detail")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/version/, GET",
    "DELETE, /api/device/list, GET",
    "POST, /api/device/device1/status/, GET",
    "POST, /api/device/device1/bootconfig, GET",
    "GET, /api/device/any/request/, POST",
    "GET, /api/device/device1/state-change/a/to/b/, POST",
    "PUT, /api/device/device1/event/nosuchevent/, POST",
    "POST, /api/image/list/, GET",
    "POST, /api/environment/list/, GET",
    "POST, /api/bmm/pxe_config/list/, GET",
    "POST, /api/admin/plugins/, GET"
  })
  void aWrongMethodIsToldTheRightOne(String method, String path, String allowed) {
    Answer answer = server.send(method, path, "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow").orElse("")).contains(allowed);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/version/",
        "/api/device/list/",
        "/api/device/list/?details=1",
        "/api/device/device1/",
        "/api/device/device1/state/",
        "/api/device/device1/status/",
        "/api/device/device1/log/?limit=1",
        "/api/device/device1/bootconfig/",
        "/api/environment/list/",
        "/api/image/list/",
        "/api/bmm/pxe_config/list/?active_only=1",
        "/api/bmm/pxe_config/fake-b2g/details/",
        "/api/request/list/",
        "/api/request/1/details/",
        "/api/request/1/status/",
        "/api/request/1/log/",
        "/api/report/status/",
        "/api/report/failed/",
        "/api/device/device1/state/?cache=1",
        "/api/device/device1/ping/",
        "/api/admin/plugins/"
      })
  void bothSpellingsOfASlashAreServedAndHeadIsGetWithoutABody(String path) {
    Answer answer = server.get(path);
    Answer without = server.get(path.replaceFirst("/(\\?|$)", "$1"));
    Answer head = server.send("HEAD", path, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(without.status()).isEqualTo(200);
    assertThat(without.body()).isEqualTo(answer.body());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type").orElse("")).startsWith("application/json");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void headOfWhatIsNotThereIsNotFound() {
    assertThat(server.send("HEAD", "/api/device/nope/state/", null).status()).isEqualTo(404);
    assertThat(server.send("HEAD", "/api/nope/", null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/x-www-form-urlencoded",
        "text/plain",
        "text/xml",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void theContentTypeIsNotLookedAt(String type) {
    Answer answer =
        server.post(
            "/api/device/any/request/",
            "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"android\"}",
            "Content-Type",
            type);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("request.image")).isEqualTo("android");
  }

  @Test
  void aBodyOfMoreThan128KilobytesIsRefused() {
    Answer answer =
        server.post(
            "/api/device/any/request/", "{\"assignee\": \"" + "x".repeat(128 * 1024) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(server.get("/api/version/").status()).isEqualTo(200);
  }

  @Test
  void aBrowserIsServedWhatThereIs() {
    String accept = "text/html,application/xhtml+xml,*/*;q=0.8";

    assertThat(server.send("GET", "/api/version/", null, "Accept", accept).status()).isEqualTo(200);
    assertThat(server.send("GET", "/api/device/nope/", null, "Accept", accept).status())
        .isEqualTo(404);
  }

  @Test
  void theVersionIsToldToEverybody() {
    assertThat(server.get("/api/version/").at("version")).isInstanceOf(String.class);
  }

  @Test
  void healthIsUp() {
    Answer health = server.get("/health");

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.at("status")).isEqualTo("UP");
    assertThat(((Map<?, ?>) health.at("details.pool.details")).size()).isEqualTo(8);
  }
}
