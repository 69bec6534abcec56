package io.mozpool.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which web pages may call the API. */
@Timeout(60)
class CrossOriginTest {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server =
        TestServer.start(
            directory,
            Map.of("cors-hosts", List.of("dash.example:8443"), "hosts", List.of("alias.example")));
    server.rows().panda("own", "troubleshooting");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example.com",
        "https://evil.example.com",
        "https://there:443",
        "http://here:80",
        "http://dash.example",
        "http://here.evil.example",
        "null",
        "ftp://here",
        "http://[",
        ""
      })
  void aStrangeOriginIsRefusedAndNothingIsDone(String origin) {
    long device = server.rows().panda("asked" + origin.hashCode(), "self_test_running");
    String name = server.text("select name from devices where id = ?", device);

    Answer answer =
        server.post("/api/device/" + name + "/event/self_test_ok/", "{}", "Origin", origin);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("detail")).contains("mozpool.cors-hosts");
    assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
    assertThat(server.state(device)).isEqualTo("self_test_running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-site", "cross-site"})
  void aCallThatActsIsRefusedToPagesOfOtherSites(String site) {
    long device = server.rows().panda("of-" + site, "self_test_running");
    String path = "/api/device/of-" + site + "/event/self_test_ok/";

    assertThat(server.post(path, "{}", "Sec-Fetch-Site", site).status()).isEqualTo(403);
    assertThat(
            server
                .post(path, "{}", "Sec-Fetch-Site", site, "Origin", "https://other.example")
                .status())
        .isEqualTo(403);
    assertThat(server.state(device)).isEqualTo("self_test_running");
    assertThat(server.post(path, "{}", "Sec-Fetch-Site", site, "Origin", "http://there").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/openapi/", "/health", "/metrics", "/scripts/nope", "/nope"})
  void allPathsAreKeptFromStrangePages(String path) {
    assertThat(server.send("GET", path, null, "Origin", "http://evil.example").status())
        .isEqualTo(403);
    assertThat(server.send("GET", path, null, "Sec-Fetch-Site", "cross-site").status())
        .isEqualTo(403);
    assertThat(server.post(path, "{}", "Origin", "https://evil.example").status()).isEqualTo(403);
  }

  @Test
  void aLinkOfAnotherSiteIsFollowed() {
    assertThat(
            server
                .send(
                    "GET",
                    "/devices/",
                    null,
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "document")
                .status())
        .isEqualTo(200);
    assertThat(
            server
                .send(
                    "GET",
                    "/devices/",
                    null,
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Sec-Fetch-Mode",
                    "navigate",
                    "Sec-Fetch-Dest",
                    "iframe")
                .status())
        .isEqualTo(403);
  }

  @Test
  void pagesOfThePoolMayReadRefusals() {
    Answer bad =
        server.post(
            "/api/device/any/request/",
            "{\"a\": \"" + "x".repeat(200_000) + "\"}",
            "Origin",
            "http://there");
    Answer text = server.send("GET", "/api/device/%00/", null, "Origin", "http://there");

    assertThat(bad.status()).isEqualTo(413);
    assertThat(bad.header(ALLOW_ORIGIN)).contains("http://there");
    assertThat(text.status()).isEqualTo(400);
    assertThat(text.header(ALLOW_ORIGIN)).contains("http://there");
  }

  @Test
  void aStrangeHttpsOriginIsServedWithoutTheHeader() {
    Answer answer = server.send("GET", "/api/version/", null, "Origin", "https://evil.example.com");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header(ALLOW_ORIGIN)).isEmpty();
  }

  @Test
  void aCallFromAnotherSiteIsRefusedWithoutAnAllowedOrigin() {
    for (String[] headers :
        List.of(
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.com"})) {
      assertThat(server.send("GET", "/api/version/", null, headers).status()).isEqualTo(403);
    }
    assertThat(server.send("GET", "/api/version/", null, "Sec-Fetch-Site", "same-origin").status())
        .isEqualTo(200);
    assertThat(
            server
                .send(
                    "GET",
                    "/api/version/",
                    null,
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Origin",
                    "http://there")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://here",
        "https://here",
        "http://there",
        "http://dash.example:8443",
        "https://dash.example:8443"
      })
  void thePagesOfThePoolMayCallIt(String origin) {
    Answer answer = server.send("GET", "/api/version/", null, "Origin", origin);
    Answer failed = server.send("GET", "/api/device/nope/", null, "Origin", origin);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header(ALLOW_ORIGIN)).contains(origin);
    assertThat(answer.header("Vary")).contains("Origin");
    assertThat(failed.status()).isEqualTo(404);
    assertThat(failed.header(ALLOW_ORIGIN)).contains(origin);
  }

  @Test
  void thePagesOfTheServerMayCallItByItsAddress() {
    String own = "http://127.0.0.1:" + server.port();

    assertThat(server.post("/api/version/", "{}", "Origin", own).status()).isEqualTo(405);
    assertThat(server.send("GET", "/api/version/", null, "Origin", own).status()).isEqualTo(200);
    assertThat(
            server.send("GET", "/api/version/", null, "Origin", "http://127.0.0.1:" + 1).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8010, 127.0.0.1:8010, 200",
    "http://10.0.0.5, 10.0.0.5, 200",
    "http://[::1]:8010, [::1]:8010, 200",
    "http://localhost:9000, localhost:9000, 200",
    "https://alias.example, alias.example, 200",
    "http://127.0.0.1:8011, 127.0.0.1:8010, 403",
    "http://evil.example:8010, evil.example:8010, 421",
    "http://127.0.0.1.evil.example, 127.0.0.1.evil.example, 421"
  })
  void aPageIsTheServersOwnByAnyOfItsNames(String origin, String host, int status) {
    assertThat(
            new RawCall(server.port())
                .send(
                    "POST /api/device/own/event/nosuchevent/ HTTP/1.1",
                    List.of("Host: " + host, "Origin: " + origin, "Content-Length: 0"))
                .status())
        .isEqualTo(status);
  }

  @Test
  void aBrowserThatAsksFirstIsToldWhatItMayDo() {
    Answer answer =
        server.send(
            "OPTIONS",
            "/api/device/any/request/",
            null,
            "Origin",
            "http://there",
            "Access-Control-Request-Method",
            "POST");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header(ALLOW_ORIGIN)).contains("http://there");
    assertThat(answer.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
    assertThat(answer.header("Access-Control-Allow-Headers").orElse("")).contains("Content-Type");
  }

  @Test
  void aStrangePageThatAsksFirstIsNotAllowedTo() {
    Answer https =
        server.send("OPTIONS", "/api/version/", null, "Origin", "https://evil.example.com");

    assertThat(https.header(ALLOW_ORIGIN)).isEmpty();
    assertThat(https.header("Access-Control-Allow-Methods")).isEmpty();
    assertThat(
            server
                .send("OPTIONS", "/api/version/", null, "Origin", "http://evil.example.com")
                .status())
        .isEqualTo(403);
  }

  @Test
  void optionsNameTheMethodsOfAPath() {
    Answer answer = server.send("OPTIONS", "/api/device/x/event/y/", null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Allow")).contains("GET, OPTIONS, POST");
    assertThat(server.send("OPTIONS", "/api/nope/", null).status()).isEqualTo(404);
  }
}
