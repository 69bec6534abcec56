package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with several addresses. */
@Timeout(30)
class AddressesTest {

  private final List<InetAddress> addresses = new CopyOnWriteArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    addresses.addAll(List.of(address("127.0.0.1"), address("127.0.0.2"), address("::1")));
    server = new TestServer(Settings.impatient(), this::read).put("file", noise(600));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void everyPacketComesFromTheAddressThatWasAsked(String asked) throws IOException {
    InetAddress address = address(asked);
    try (TestClient client = new TestClient(at(asked))) {
      assertComesFrom(address, client.ask("file"), "DATA 1");
      assertComesFrom(address, client, "DATA 1"); // once more, by the clock
      assertComesFrom(address, client.ack(1), "DATA 2");
      assertComesFrom(address, client.ack(2).ask("nothing"), "ERROR 1 File not found");
      assertComesFrom(address, client.ask("file", "tsize", "0"), "OACK tsize=600");
      try (TestClient stranger = new TestClient(client.peer())) {
        stranger.send(TestClient.header(Opcode.ACK, 1));
        assertComesFrom(address, stranger, "ERROR 5 Unknown transfer ID");
      }
    }
  }

  @Test
  void clientThatTurnsToAnotherAddressIsAnsweredFromThere() throws IOException {
    try (TestClient client = new TestClient(at("127.0.0.1"))) {
      assertComesFrom(address("127.0.0.1"), client.ask("file"), "DATA 1");
      client.turnTo(at("127.0.0.2")).ask("file");
      while (client.receive().from().getAddress().equals(address("127.0.0.1"))) {
        // sent before the server has read the second request
      }
      assertComesFrom(address("127.0.0.2"), client.ack(1), "DATA 2");
    }
  }

  @Test
  void addressThatComesIsServedAndOneThatHasGoneIsNot() throws IOException {
    addresses.add(address("127.0.0.3"));
    addresses.remove(address("127.0.0.1"));

    try (TestClient client = new TestClient(at("127.0.0.3"))) {
      while (client.ask("nothing").isLeftAloneFor(Duration.ofMillis(300))) {
        // until the addresses are read again
      }
      assertComesFrom(address("127.0.0.3"), client.ask("file"), "DATA 1");
    }
    try (DatagramSocket free = new DatagramSocket(at("127.0.0.1"))) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void transferFromAnAddressThatHasGoneIsForgotten() throws Exception {
    try (TestServer patient = new TestServer(Settings.patient(), () -> addresses);
        TestClient client =
            new TestClient(new InetSocketAddress("127.0.0.2", patient.address().getPort()))) {
      patient.put("file", noise(600));
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      addresses.remove(address("127.0.0.2"));
      while (patient.metric("tftp_active") > 0) {
        Thread.onSpinWait(); // until the addresses are read again
      }
    }
  }

  @Test
  void takenPortOfAnAddressThatComesIsSaidOnceAndTriedAgain() throws IOException {
    try (TestClient client = new TestClient(at("127.0.0.4"))) {
      DatagramSocket other = new DatagramSocket(at("127.0.0.4"));
      addresses.add(address("127.0.0.4"));
      String written =
          Stderr.of(
              () -> {
                int before = readings.get();
                while (readings.get() < before + 3) {
                  Thread.onSpinWait(); // so that two were dealt with to their end
                }
              });
      assertThat(written.lines().filter(line -> line.contains("WARN")))
          .satisfiesExactly(line -> assertThat(line).contains("cannot listen on UDP 127.0.0.4:"));
      other.close();
      while (client.ask("nothing").isLeftAloneFor(Duration.ofMillis(300))) {
        // until it is tried again
      }
    }
  }

  @Test
  void takenPortOfOneAddressStopsTheStart() throws SocketException {
    try (DatagramSocket taken = new DatagramSocket(at("127.0.0.5"))) {
      addresses.add(address("127.0.0.5"));
      Settings settings = Settings.standard().listen("0.0.0.0", taken.getLocalPort());
      server.close();
      assertThatThrownBy(() -> new TestServer(settings, () -> addresses))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.5:" + taken.getLocalPort());
    }
  }

  private List<InetAddress> read() {
    readings.incrementAndGet();
    return addresses;
  }

  private InetSocketAddress at(String address) {
    return new InetSocketAddress(address(address), server.address().getPort());
  }

  private static InetAddress address(String numbers) {
    try {
      return InetAddress.getByName(numbers);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertComesFrom(InetAddress address, TestClient client, String expected)
      throws IOException {
    Packet packet = client.receive();
    assertThat(packet).hasToString(expected);
    assertThat(packet.from().getAddress()).isEqualTo(address);
  }
}
