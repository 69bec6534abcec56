package io.mozpool.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

/** What a browser gets. */
@Timeout(60)
class PagesTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server =
        TestServer.start(directory, Map.of("inventory-link", "https://inventory.example/d/{name}"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/devices",
        "/devices/",
        "/devices/panda-1",
        "/requests/",
        "/requests/7",
        "/images",
        "/pxe-configs",
        "/pxe-configs/x",
        "/plugins",
        "/plugins/sut",
        "/servers"
      })
  void everyAddressOfThePagesIsOneDocument(String path) {
    String accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    Answer answer = server.send("GET", path, null, "Accept", accept);
    Answer head = server.send("HEAD", path, null, "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(answer.body()).contains("<title>MozPool</title>");
    assertThat(answer.header("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'", "http://there")
        .doesNotContain("unsafe");
    assertThat(answer.header("Cache-Control")).contains("no-cache");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aReaderWhoMistypesGetsAPageAndAProgramAProblem() {
    Answer reader = server.send("GET", "/divices", null, "Accept", "text/html,*/*;q=0.8");
    Answer program = server.send("GET", "/divices", null, "Accept", "*/*");
    Answer api = server.send("GET", "/api/divices/", null, "Accept", "text/html,*/*;q=0.8");

    assertThat(reader.status()).isEqualTo(404);
    assertThat(reader.header("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(reader.header("Content-Security-Policy").orElse("")).contains("default-src 'self'");
    assertThat(reader.body()).contains("<title>MozPool</title>");
    assertThat(program.status()).isEqualTo(404);
    assertThat(program.body()).contains("Page Not Found");
    assertThat(api.status()).isEqualTo(404);
    assertThat(api.body()).contains("Page Not Found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/devices/a/b",
        "/assets/",
        "/assets/nope.js",
        "/assets/../vendor.properties",
        "/assets/%2e%2e/vendor.properties",
        "/assets/..%2flogback.xml",
        "/assets/index.html/x",
        "/vendor/",
        "/vendor/lit-html/lit-html.js",
        "/vendor/package.json"
      })
  void nothingElseIsServed(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "lit-html.js, text/javascript",
    "directives/repeat.js, text/javascript",
    "uplot.js, text/javascript",
    "uplot.css, text/css",
    "diff.js, text/javascript"
  })
  void librariesAreServed(String name, String type) {
    Answer answer = server.get("/vendor/" + name);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void whatABrowserHasIsNotSentAgain() {
    String tag = server.get("/vendor/uplot.js").header("ETag").orElseThrow();

    Answer again = server.send("GET", "/vendor/uplot.js", null, "If-None-Match", tag);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(server.send("GET", "/vendor/uplot.js", null, "If-None-Match", "\"other\"").status())
        .isEqualTo(200);
  }

  @Test
  void scriptsAreCompressed() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/vendor/uplot.js"))
            .header("Accept-Encoding", "gzip")
            .build();

    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body()).hasSizeLessThan(60_000);
  }

  @ParameterizedTest
  @CsvSource({
    "/ui/, /",
    "/ui, /",
    "/ui/index.html, /",
    "/ui/nope.html, /",
    "/ui/lifeguard.html, /devices",
    "/ui/mozpool.html, /requests",
    "/ui/bmm.html, /devices",
    "/ui/log.html, /",
    "/ui/log.html?device=panda%201, /devices/panda%201#log",
    "/ui/log.html?request=7, /requests/7#log",
    "/ui/log.html?request=//evil.example, /requests/%2F%2Fevil.example#log"
  })
  void oldLinksLeadToTheirSuccessors(String old, String successor) {
    Answer answer = server.get(old);

    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).contains(successor);
  }

  @Test
  void pagesAreToldWhatTheyNeedToKnow() {
    Answer settings = server.get("/api/ui-settings/");

    assertThat(settings.at("server")).isEqualTo("here");
    assertThat(settings.at("inventory_link")).isEqualTo("https://inventory.example/d/{name}");
    assertThat(settings.at("device_states.locked_out")).isEqualTo("locked_out");
    assertThat(settings.at("device_states.ready")).isEqualTo("idle");
    assertThat(settings.at("unknown_state_class")).isEqualTo("failed");
    assertThat(settings.list("accepted_events.locked_out")).isEmpty();
    assertThat(settings.list("accepted_events.maintenance_mode"))
        .asString()
        .contains("please_self_test")
        .doesNotContain("please_image");
    assertThat(settings.list("request_states")).asString().contains("finding_device");
  }
}
