package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePacketsTest {

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(Settings.patient()).put("file", noise(1500));
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  static Stream<byte[]> malformedRequests() {
    return Stream.of(
        raw(0, 1),
        raw(0, 1, 'f'),
        raw(0, 1, 'f', 0),
        raw(0, 1, 'f', 0, 'o', 'c', 't', 'e', 't'),
        raw(0, 1, 0, 'o', 'c', 't', 'e', 't', 0),
        raw(0, 1, 'f', 0, 'o', 'c', 't', 'e', 't', 0, 'b', 'l', 'k', 's', 'i', 'z', 'e', 0),
        raw(0, 1, 'f', 0, 'o', 'c', 't', 'e', 't', 0, 'b', 'l', 'k', 's', 'i', 'z', 'e', 0, '9'),
        raw(0, 1, 'f', 0, 0),
        TestClient.request(Opcode.READ_REQUEST, "f".repeat(504), "octet"),
        TestClient.request(Opcode.READ_REQUEST, "f".repeat(60_000), "octet"),
        new byte[] {0, 1},
        Arrays.copyOf(raw(0, 1, 'f'), 3));
  }

  @ParameterizedTest
  @MethodSource("malformedRequests")
  void malformedRequestIsErrorFour(byte[] request) throws IOException {
    assertThat(client.send(request).next()).startsWith("ERROR 4 ");
    assertThat(server.asked()).isEmpty();
  }

  static Stream<byte[]> strayPackets() {
    return Stream.of(
        new byte[0],
        raw(0),
        raw(1),
        raw(0, 0),
        raw(0, 7, 1, 1),
        raw(255, 255, 'f', 0, 'o', 'c', 't', 'e', 't', 0),
        TestClient.header(Opcode.DATA, 1),
        TestClient.header(Opcode.ACK, 0),
        TestClient.request(Opcode.ERROR, "\0", "text"),
        TestClient.request(Opcode.OPTIONS_ACK, "blksize", "8"));
  }

  @ParameterizedTest
  @MethodSource("strayPackets")
  void strayPacketIsNotAnswered(byte[] stray) throws IOException {
    assertThat(client.send(stray).ask("file").next()).isEqualTo("DATA 1");
  }

  @Test
  void requestOfFiveHundredAndTwelveBytesIsRead() throws IOException {
    client.ask("f".repeat(512 - 2 - 1 - 6));
    assertThat(client.next()).isEqualTo("ERROR 1 File not found");
  }

  @Test
  void manyOptionsAreReadOnce() throws IOException {
    String[] options = new String[2 * 80];
    Arrays.fill(options, "z");
    options[158] = "blksize";
    options[159] = "99";
    assertThat(client.ask("file", options).next()).isEqualTo("OACK blksize=99");
  }

  @Test
  void strangerAtATransfersPortIsSentErrorFiveAndTheTransferGoesOn() throws IOException {
    assertThat(client.ask("file").next()).isEqualTo("DATA 1");
    try (TestClient stranger = server.client()) {
      stranger.send(client.peer(), TestClient.request(Opcode.ERROR, "\0", "go away"));
      stranger.send(client.peer(), TestClient.header(Opcode.ACK, 1));
      assertThat(stranger.next()).isEqualTo("ERROR 5 Unknown transfer ID");
      assertThat(stranger.ask("file").next()).isEqualTo("DATA 1");
    }
    assertThat(client.ack(1).rest(1, 512, 1)).hasSize(1500 - 512);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void truncatedPacketWithinATransferIsIgnored(int length) throws IOException {
    assertThat(client.ask("file").next()).isEqualTo("DATA 1");
    client.send(client.peer(), Arrays.copyOf(TestClient.header(Opcode.ERROR, 0), length));
    assertThat(client.ack(1).next()).isEqualTo("DATA 2");
  }

  @Test
  void foreignPacketWithinATransferIsIgnored() throws IOException {
    assertThat(client.ask("file").next()).isEqualTo("DATA 1");
    client.send(client.peer(), TestClient.header(Opcode.DATA, 1));
    client.send(client.peer(), TestClient.request(Opcode.READ_REQUEST, "file", "octet"));
    client.send(client.peer(), noise(60_000));
    assertThat(client.ack(1).next()).isEqualTo("DATA 2");
  }

  @Test
  void noiseLeavesNoTraceInTheLogAndTheServerAtWork() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(log, true));
    Random random = new Random(42);
    try (TestClient noisy = server.client()) {
      for (int i = 0; i < 5000; i++) {
        byte[] packet = new byte[random.nextInt(40)];
        random.nextBytes(packet);
        if (packet.length > 1) {
          packet[0] = 0;
          packet[1] = (byte) random.nextInt(8);
        }
        noisy.send(packet);
      }
      for (int attempt = 0; attempt < 20 && client.ask("file").isLeftAloneFor(PATIENCE); ) {
        attempt++; // the noise may have filled the socket's buffer
      }
      assertThat(client.ack(1).next()).isEqualTo("DATA 2");
    } finally {
      System.setErr(stderr);
    }
    assertThat(log.toString()).isEmpty();
  }

  private static byte[] raw(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
