package io.mozpool.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.host.ConfigurationException;
import io.mozpool.server.LogCapture;
import io.mozpool.server.TestServer;
import java.net.InetSocketAddress;
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

/** Names that a call may give the server. */
@Timeout(60)
class HostTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static RawCall raw;

  @BeforeAll
  static void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "hosts",
                List.of("pool.example", "*.lab.example"),
                "peers",
                List.of("twin.example:8010"),
                "cors-hosts",
                List.of("dash.example")));
    server
        .database()
        .update(
            "insert into imaging_servers (fqdn, address) values ('other.example:8010', 'way.in.example')");
    server.rows().panda("device1", "self_test_running");
    raw = new RawCall(server.port());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8010",
        "10.0.0.5:1",
        "[::1]:8010",
        "[fe80::1%25eth0]:8010",
        "localhost",
        "LOCALHOST:8010",
        "here",
        "any-name_1:80",
        "twin.example",
        "pool.example",
        "Pool.Example.:8010",
        "a.lab.example",
        "a.b.lab.example:8010",
        "other.example:8010",
        "other.example",
        "way.in.example"
      })
  void isAcceptedWhereNoStrangerCanHaveIt(String host) {
    assertThat(get("/api/version/", "Host: " + host).status()).isEqualTo(200);
  }

  @Test
  void isAcceptedWhereThisMachineHasIt() {
    assertThat(MachineNames.read())
        .allSatisfy(
            name ->
                assertThat(get("/api/version/", "Host: " + name + ":8010").status())
                    .isEqualTo(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/version/",
        "/api/admin/backup/",
        "/api/device/device1/event/self_test_ok/",
        "/api/device/device1/power-off/",
        "/api/events/",
        "/api/nope/",
        "/",
        "/devices/",
        "/ui/log.html",
        "/assets/index.html",
        "/openapi/",
        "/scripts/nope",
        "/health",
        "/metrics",
        "/nope"
      })
  void isRefusedForEveryPathWhereAnyoneCanHaveIt(String path) {
    for (String host :
        List.of(
            "evil.example:8010",
            "lab.example",
            "evillab.example",
            "here.evil.example",
            "127.0.0.1.evil.example",
            "other.example.evil.example",
            ".",
            "a.com.")) {
      RawCall.Answer answer = get(path, "Host: " + host);

      assertThat(answer.status()).as(host).isEqualTo(421);
      assertThat(answer.body()).contains("mozpool.hosts");
    }
    assertThat(server.state(1)).isEqualTo("self_test_running");
  }

  @Test
  void isRefusedForMethodsThatAct() {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "HEAD")) {
      assertThat(
              raw.send(
                      method + " /api/device/device1/event/self_test_ok/ HTTP/1.1",
                      List.of("Host: evil.example", "Content-Length: 0"))
                  .status())
          .as(method)
          .isEqualTo(421);
    }
    assertThat(server.state(1)).isEqualTo("self_test_running");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://here/api/device/device1/event/self_test_ok/",
        "http://evil.example/api/device/device1/event/self_test_ok/",
        "api/device/device1/event/self_test_ok/",
        "//api/device/device1/event/self_test_ok/",
        "/./api/device/device1/event/self_test_ok/",
        "/api/device/device1/event/self_test_ok/;x",
        "*"
      })
  void isRefusedHoweverThePathIsSpelt(String target) {
    assertThat(raw.send("GET " + target + " HTTP/1.1", List.of("Host: evil.example")).status())
        .isBetween(400, 499);
    assertThat(server.state(1)).isEqualTo("self_test_running");
  }

  @Test
  void isSaidToPagesThatMayReadIt() {
    assertThat(get("/api/version/", "Host: evil.example", "Origin: http://dash.example").head())
        .containsIgnoringCase("Access-Control-Allow-Origin: http://dash.example");
    assertThat(get("/api/version/", "Host: evil.example", "Origin: http://evil.example").head())
        .doesNotContainIgnoringCase("Access-Control-Allow-Origin");
  }

  @Test
  void mayBeLeftOutByOldProgramsOnly() {
    String path = "/api/device/device1/bootconfig/";

    assertThat(raw.send("GET " + path + " HTTP/1.0", List.of()).status()).isEqualTo(200);
    assertThat(raw.send("GET " + path + " HTTP/1.0", List.of("Host: evil.example")).status())
        .isEqualTo(421);
    assertThat(get(path).status()).isEqualTo(400);
    assertThat(get(path).body()).contains("Host: expected one header");
  }

  @ParameterizedTest
  @CsvSource({
    "Host: here, Host: here",
    "Host: here, Host: evil.example",
    "Host: evil.example, Host: here",
    "'Host: here, there', X: 1",
    "Host: http://here/, X: 1",
    "Host: me@here, X: 1",
    "Host:, X: 1",
    "Host: ::1, X: 1"
  })
  void isOne(String one, String other) {
    assertThat(get("/api/version/", one, other).status()).isEqualTo(400);
  }

  @Test
  void ofAServerThatIsNewIsAcceptedSoon() {
    assertThat(get("/health", "Host: new.example:8010").status()).isEqualTo(421);
    server.database().update("insert into imaging_servers (fqdn) values ('new.example')");

    await().until(() -> get("/health", "Host: new.example:8010").status() == 200);
  }

  @Test
  void ofAStrangerIsLoggedOnceAMinute() {
    long[] now = {0};
    RefusedCalls refused = new RefusedCalls(() -> now[0]);
    InetSocketAddress sender = new InetSocketAddress("127.0.0.2", 4000);
    Host stranger = Host.parse("evil.example:8010").orElseThrow();
    try (LogCapture log = new LogCapture()) {
      refused.strangeHost(stranger, sender);
      refused.strangeHost(stranger, sender);
      now[0] = 59_999_999_999L;
      refused.strangeHost(stranger, sender);
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0))
          .contains("127.0.0.2", "evil.example:8010", "mozpool.hosts");

      now[0] = 60_000_000_000L;
      refused.strangeHost(stranger, sender);
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "pool.example:8010", "http://pool.example", "a.*.example", "", "*."})
  void inASettingIsANameOrADomain(String host, @TempDir Path other) {
    assertThatThrownBy(() -> TestServer.prepare(other, Map.of("hosts", List.of(host))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("mozpool.hosts: expected names without ports");
  }

  private static RawCall.Answer get(String path, String... headers) {
    return raw.send("GET " + path + " HTTP/1.1", List.of(headers));
  }
}
