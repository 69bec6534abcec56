package io.mozpool.server.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.ConfigurationException;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Timeout(60)
class SyslogListenerTest {

  private static final Map<String, Object> SETTINGS =
      Map.of("syslog.port", 0, "syslog.listen", "127.0.0.1");

  @TempDir Path directory;
  private TestServer server;
  private SyslogListener listener;

  @BeforeEach
  void open() {
    server = TestServer.start(directory, SETTINGS);
    listener = server.part(SyslogListener.class);
    long board = server.rows().panda("board", "troubleshooting");
    server.rows().set(board, "fqdn = '127.0.0.1'");
    server.part(Senders.class).read();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void withoutAPortNobodyListens(@TempDir Path other) {
    try (TestServer silent = TestServer.start(other)) {
      assertThat(silent.part(SyslogListener.class).udpPort()).isZero();
      assertThat(silent.part(SyslogListener.class).tcpPort()).isZero();
    }
  }

  @Test
  void aPortThatIsTakenStopsTheOpening(@TempDir Path other) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestServer second =
            TestServer.prepare(
                other, Map.of("syslog.listen", "127.0.0.1", "syslog.port", taken.getLocalPort()))) {
      assertThatThrownBy(second::open)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("mozpool.syslog.port")
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void anAddressThatIsNotOursStopsTheOpening(@TempDir Path other) {
    try (TestServer second =
        TestServer.prepare(other, Map.of("syslog.listen", "192.0.2.1", "syslog.port", 0))) {
      assertThatThrownBy(second::open)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("mozpool.syslog.listen")
          .hasMessageContaining("192.0.2.1:0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"syslog.port", "syslog.lines-per-second"})
  void aNumberThatIsNoneStopsTheStart(String key, @TempDir Path other) {
    assertThatThrownBy(() -> TestServer.prepare(other, Map.of(key, -1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool." + key)
        .hasMessageContaining("'-1'");
  }

  @Test
  void aDatagramBecomesALineOfTheDevicesLog() throws IOException {
    send("<134>Nov 22 08:39:13 mobile-init.sh: hello from busybox\n");

    awaitLog("mobile-init.sh: hello from busybox");
  }

  @Test
  void aDatagramThatIsTooLongIsCut() throws IOException {
    send("<134>long: " + "x".repeat(20_000));

    await().until(() -> !log().isEmpty());
    assertThat(log())
        .singleElement()
        .asString()
        .startsWith("long: xxx")
        .endsWith("x…")
        .satisfies(line -> assertThat(line.getBytes(UTF_8)).hasSize("long: ".length() + 4_096));
  }

  @Test
  void aConnectionBringsManyLines() throws IOException {
    try (Socket socket = connection()) {
      socket.getOutputStream().write("<134>a: one\n<134>b: two\0 9 no\n".getBytes(UTF_8));

      awaitLog("a: one", "b: two", "syslog:  9 no");
    }
  }

  @Test
  void whatIsReceivedIsStoredBeforeTheEnd() throws IOException {
    send("<134>last: words");
    await().until(() -> listener.counts().received() == 1);

    server.close();

    server = TestServer.prepare(directory, SETTINGS);
    assertThat(log()).containsExactly("last: words");
  }

  @Test
  void healthShowsTheCounts() throws IOException {
    send("<134>a: one");
    awaitLog("a: one");

    Answer health = server.get("/health");
    assertThat(health.number("details.pool.details.dropped-log-lines")).isZero();
    assertThat(health.text("details.pool.details.syslog"))
        .isEqualTo("{received=1, stored=1, unknown=0, dropped=0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--udp --rfc5424",
        "--udp --rfc3164",
        "--tcp --rfc5424",
        "--tcp --rfc3164",
        "--tcp --rfc5424 --octet-count",
        "--tcp --rfc3164 --octet-count"
      })
  void loggerIsUnderstood(String form) throws Exception {
    require("logger");
    int port = form.startsWith("--udp") ? listener.udpPort() : listener.tcpPort();
    List<String> command = new ArrayList<>(List.of("logger", "-n", "127.0.0.1"));
    command.addAll(List.of("-P", "" + port, "-p", "local0.info", "-t", "mobile-init.sh"));
    command.addAll(List.of(form.split(" ")));
    command.add("hello world");
    Process logger = new ProcessBuilder(command).inheritIO().start();
    assertThat(logger.waitFor(30, TimeUnit.SECONDS)).isTrue();

    awaitLog("mobile-init.sh: hello world");
  }

  private static void require(String program) {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
        program + " is not installed");
  }

  private void send(String line) throws IOException {
    byte[] octets = line.getBytes(UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(
              octets, octets.length, InetAddress.getLoopbackAddress(), listener.udpPort()));
    }
  }

  private Socket connection() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), listener.tcpPort());
  }

  private void awaitLog(String... lines) {
    await().untilAsserted(() -> assertThat(log()).containsExactly(lines));
  }

  private List<String> log() {
    return server
        .database()
        .all(
            row -> row.getString(1) + ": " + row.getString(2),
            "select source, message from device_logs where source <> 'statemachine' order by id");
  }
}
