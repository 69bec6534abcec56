package io.mozpool.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.ConfigurationException;
import io.mozpool.server.TestServer;
import io.mozpool.server.connection.Quota.Bound;
import io.mozpool.server.stream.Listeners;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients at addresses of the loopback network that connect more often than they may. */
@Timeout(60)
class ConnectionsOfClientsTest {

  private static final String ONE = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";
  private static final String VERSION = "GET /api/version/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String EVENTS = "GET /api/events/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir static Path directory;
  private static TestServer server;
  private final List<Socket> open = new ArrayList<>();

  @BeforeAll
  static void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "connections-per-address", 4,
                "connections", 6,
                "listeners-per-address", 2,
                "listeners", 3));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    await().until(() -> connections().quota().taken() == 0);
    await().until(() -> listeners() == 0);
  }

  @Test
  void anAddressThatHasEnoughIsToldSoAndOthersAreServed() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThat(ask(connect(ONE), VERSION)).startsWith("HTTP/1.1 200");
    }
    long refused = connections().quota().refused(Bound.ADDRESS);

    String refusal = ask(connect(ONE), VERSION);

    assertThat(refusal)
        .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
        .contains("Content-Type: application/problem+json\r\n", "Retry-After: 1\r\n")
        .endsWith(
            "\"detail\":\"4 connections of 127.0.0.2 are open, which is all that"
                + " mozpool.connections-per-address allows\"}");
    assertThat(connections().quota().refused(Bound.ADDRESS)).isEqualTo(refused + 1);
    assertThat(ask(connect(OTHER), VERSION)).startsWith("HTTP/1.1 200");
    open.get(0).close();
    await().until(() -> connections().quota().taken() == 4);
    assertThat(ask(connect(ONE), VERSION)).startsWith("HTTP/1.1 200");
  }

  @Test
  void soAreAllWhereThereAreEnoughInAll() throws IOException {
    for (int i = 0; i < 6; i++) {
      assertThat(ask(connect(i < 3 ? ONE : OTHER), VERSION)).startsWith("HTTP/1.1 200");
    }

    assertThat(ask(connect("127.0.0.4"), VERSION))
        .startsWith("HTTP/1.1 503")
        .contains("6 connections are open, which is all that mozpool.connections allows");
  }

  @Test
  void listenersAreRefusedByTheirAddressAndInAll() throws IOException {
    assertThat(ask(connect(ONE), EVENTS)).startsWith("HTTP/1.1 200");
    assertThat(ask(connect(ONE), EVENTS)).startsWith("HTTP/1.1 200");
    Socket third = connect(ONE);

    assertThat(ask(third, EVENTS))
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("retry-after: 1")
        .contains("2 listeners of 127.0.0.2 are open, which is all that")
        .contains("mozpool.listeners-per-address");
    assertThat(ask(connect(OTHER), EVENTS)).startsWith("HTTP/1.1 200");
    assertThat(ask(connect(OTHER), EVENTS))
        .startsWith("HTTP/1.1 503")
        .contains("3 listeners are open, which is all that mozpool.listeners allows");
    open.get(0).close();
    await().until(() -> listeners() == 2);
    assertThat(ask(third, EVENTS)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"connections-per-address", "connections", "listeners-per-address", "listeners"})
  void aServerThatTakesNobodyDoesNotStart(String key, @TempDir Path other) {
    assertThatThrownBy(() -> TestServer.prepare(other, Map.of(key, 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("mozpool." + key + ": expected a number above 0, not '0'");
  }

  private static ClientConnections connections() {
    return server.part(ClientConnections.class);
  }

  private static int listeners() {
    return server.part(Listeners.class).quota().taken();
  }

  private Socket connect(String from) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    Socket socket = new Socket(loopback, server.port(), InetAddress.getByName(from), 0);
    open.add(socket);
    return socket;
  }

  /** What comes as the answer, as far as it is there when its beginning is. */
  private static String ask(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4_096];
    int length = 0;
    while (!isWhole(new String(bytes, 0, length, US_ASCII))) {
      int read = in.read(bytes, length, bytes.length - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    return new String(bytes, 0, length, US_ASCII);
  }

  private static boolean isWhole(String answer) {
    return answer.contains("\r\n\r\n") && (answer.contains("}") || answer.contains("data:"));
  }
}
