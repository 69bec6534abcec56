package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.BootFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TftpServerTest {

  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(Settings.patient());
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void missingFileIsErrorOneWithoutItsName() throws IOException {
    assertThat(client.ask("nothing").next()).isEqualTo("ERROR 1 File not found");
  }

  @Test
  void failedLookUpIsErrorZeroWithoutItsCause() throws IOException {
    assertThat(client.ask("trouble").next()).isEqualTo("ERROR 0 File cannot be read");
  }

  @Test
  void fileThatVanishedAfterTheLookUpIsErrorZero(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("file"), noise(10));
    server.put("file", BootFile.of(file));
    Files.delete(file);
    assertThat(client.ask("file").next()).isEqualTo("ERROR 0 File cannot be read");
  }

  @Test
  void fileThatShrinksWhileItIsSentIsErrorZero(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("file"), noise(200_000));
    server.put("file", BootFile.of(file));
    assertThat(client.ask("file", "blksize", "65464").next()).isEqualTo("OACK blksize=65464");
    assertThat(client.ack(0).next()).isEqualTo("DATA 1");
    Files.write(file, noise(70_000));
    assertThat(client.ack(1).next()).isEqualTo("ERROR 0 File cannot be read");
  }

  @Test
  void nameGoesToTheLookUpAsItCame() throws IOException {
    assertThat(client.ask("../../etc/passwd").next()).startsWith("ERROR 1");
    assertThat(client.ask("/a\\b//ä").next()).startsWith("ERROR 1");
    assertThat(server.asked()).containsExactly("../../etc/passwd", "/a\\b//ä");
  }

  @Test
  void uploadIsRefusedWithErrorTwo() throws IOException {
    client.send(TestClient.request(Opcode.WRITE_REQUEST, "new", "octet"));
    assertThat(client.next()).isEqualTo("ERROR 2 This server is read-only");
  }

  @Test
  void modeMailIsRefusedWithErrorFour() throws IOException {
    assertThat(client.askAs("root", "mail").next())
        .isEqualTo("ERROR 4 Mode is neither octet nor netascii");
  }

  @Test
  void repliesComeFromAnotherPortThanTheRequestsGoTo() throws IOException {
    server.put("file", noise(3));
    int listening = server.address().getPort();
    assertThat(client.ask("file").receive().from().getPort()).isNotEqualTo(listening);
    assertThat(client.ask("nothing").receive().from().getPort()).isNotEqualTo(listening);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 1024, 70_000})
  void fileOfAnyLengthArrives(int length) throws IOException {
    server.put("file", noise(length));
    assertThat(client.ask("file").rest(0, 512, 1)).isEqualTo(noise(length));
  }

  @ParameterizedTest
  @CsvSource({"0, 8, 1", "1024, 1024, 1", "200000, 1428, 16", "300000, 65464, 1", "9999, 8, 64"})
  void fileOnDiskArrives(int length, int blockSize, int window, @TempDir Path directory)
      throws IOException {
    server.put("file", BootFile.of(Files.write(directory.resolve("file"), noise(length))));
    client.ask("file", "blksize", "" + blockSize, "windowsize", "" + window);
    assertThat(client.next()).isEqualTo("OACK blksize=%d windowsize=%d", blockSize, window);
    assertThat(client.ack(0).rest(0, blockSize, window)).isEqualTo(noise(length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64})
  void blockNumbersGoOnFromZeroAfter65535(int window) throws IOException {
    server.put("file", noise(8 * 65_600 + 3));
    client.ask("file", "windowsize", "" + window, "blksize", "8").receive();
    assertThat(client.ack(0).rest(0, 8, window)).isEqualTo(noise(8 * 65_600 + 3));
  }

  @Test
  void netasciiFileHasItsLinesEndedByCrLf() throws IOException {
    server.put("file", "a\nb\rc\r\n".getBytes());
    assertThat(client.askAs("file", "NetASCII").rest(0, 512, 1))
        .asString()
        .isEqualTo("a\r\nb\r\0c\r\0\r\n");
  }

  @Test
  void netasciiFileHasNoSizeKnownBeforehand() throws IOException {
    server.put("file", noise(3));
    client.askAs("file", "netascii", "tsize", "0", "blksize", "600");
    assertThat(client.next()).isEqualTo("OACK blksize=600");
    assertThat(client.error().askAs("file", "netascii", "tsize", "0").next()).isEqualTo("DATA 1");
  }

  @Test
  void takenPortIsNamedWithWhatToDo() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Settings settings = Settings.standard().listen("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> new TestServer(settings))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("127.0.0.1:" + taken.getLocalPort(), "tftp-port")
          .hasMessageContaining("CAP_NET_BIND_SERVICE");
    }
  }

  @Test
  void addressThatIsNoneIsQuoted() {
    assertThatThrownBy(() -> new TestServer(Settings.standard().listen("no such host", 0)))
        .hasMessage("listen: expected an address of this host, but was 'no such host'");
  }

  @Test
  void addressOfAnotherHostIsNamed() {
    assertThatThrownBy(() -> new TestServer(Settings.standard().listen("192.0.2.1", 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.1");
  }

  @Test
  void allAddressesOfBothFamiliesAreServed() throws IOException {
    try (TestServer open = new TestServer(Settings.patient().listen("::", 0));
        TestClient four =
            new TestClient(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), open.address().getPort()))) {
      open.put("file", noise(600));
      assertThat(four.ask("file").rest(0, 512, 1)).isEqualTo(noise(600));
    }
  }

  @Test
  void closingFreesThePortAndEndsTheThreads() throws Exception {
    int port = server.address().getPort();
    server.put("file", noise(1000));
    assertThat(client.ask("file").next()).isEqualTo("DATA 1");
    server.close();
    server.close();
    try (DatagramSocket free = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      assertThat(free.getLocalPort()).isEqualTo(port);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tftp-")) {
        thread.join(1000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
