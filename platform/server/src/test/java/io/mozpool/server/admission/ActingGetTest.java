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

/** GETs that act, which browsers may not send. */
@Timeout(60)
class ActingGetTest {

  private static final String FIREFOX =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory, Map.of("cors-hosts", List.of("dash.example")));
    server.rows().panda("device1", "self_test_running");
    server.rows().request("any", "b2g", "pending");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/device/device1/event/self_test_ok/",
        "/api/device/device1/event/self_test_ok",
        "/api/device/%64evice1/event/self_test_ok/",
        "/api/device/device1/power-off/",
        "/api/request/1/event/close/"
      })
  void areRefusedToBrowsersAndNothingIsDone(String path) {
    String own = "http://127.0.0.1:" + server.port();
    for (String[] headers :
        List.of(
            new String[] {"User-Agent", FIREFOX},
            new String[] {"User-Agent", FIREFOX, "Sec-Fetch-Site", "none"},
            new String[] {"User-Agent", FIREFOX, "Origin", own},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"},
            new String[] {"Sec-Fetch-Site", "cross-site", "Origin", "http://dash.example"},
            new String[] {"Origin", "http://evil.example"},
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Referer", "http://evil.example/page"},
            new String[] {"Referer", "https://evil.example/?http://here/"},
            new String[] {"Referer", "about:blank"})) {
      Answer answer = server.send("GET", path, null, headers);

      assertThat(answer.status()).as(String.join(" ", headers)).isEqualTo(403);
      assertThat(answer.text("detail")).contains("expected POST " + path);
    }
    assertThat(server.state(1)).isEqualTo("self_test_running");
    assertThat(server.text("select state from requests where id = 1")).isEqualTo("pending");
    assertThat(server.hardware().calls()).isEmpty();
  }

  @Test
  void areRefusedReadablyToPagesOfThePool() {
    Answer answer =
        server.send(
            "GET",
            "/api/device/device1/event/self_test_ok/",
            null,
            "User-Agent",
            FIREFOX,
            "Origin",
            "http://dash.example");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://dash.example");
  }

  @ParameterizedTest
  @CsvSource({
    "User-Agent, curl/8.14.1",
    "User-Agent, Wget/1.25.0",
    "User-Agent, Wget",
    "User-Agent, Python-urllib/3.13",
    "User-Agent, Java/17.0.16",
    "User-Agent, U-Boot wget",
    "'Accept', 'text/html, image/gif, image/jpeg, */*; q=0.2'",
    "Sec-Fetch-Site, none",
    "Sec-Fetch-Site, same-origin",
    "Origin, http://dash.example",
    "Referer, http://here/devices/device1"
  })
  void areDoneForOtherPrograms(String header, String value) {
    Answer answer =
        server.send("GET", "/api/device/device1/event/nosuchevent/", null, header, value);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.at("accepted")).isEqualTo(false);
  }

  @Test
  void areNoHeadsAndNoOptions() {
    long device = server.rows().panda("asked", "self_test_running");
    String path = "/api/device/asked/event/self_test_ok/";

    assertThat(server.send("HEAD", path, null).status()).isEqualTo(405);
    assertThat(server.send("OPTIONS", path, null).status()).isEqualTo(200);
    assertThat(server.state(device)).isEqualTo("self_test_running");
  }
}
