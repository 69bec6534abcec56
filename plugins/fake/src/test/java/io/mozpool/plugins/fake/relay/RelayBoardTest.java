package io.mozpool.plugins.fake.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugins.fake.RelayClient;
import io.mozpool.plugins.fake.net.Network;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayBoardTest {

  private static final Duration REST = Duration.ofMillis(200);

  private final InetSocketAddress address =
      new InetSocketAddress("127.99.0." + ThreadLocalRandom.current().nextInt(1, 255), 2101);
  private final Network network = new Network();
  private final Bank relays = new Bank();

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  @Test
  void passesATwoWayTest() throws IOException {
    try (RelayClient client = open(RelayFault.NONE)) {
      assertThat(client.ask(0xFE, 0x21)).isEqualTo(0x55);
    }
  }

  @Test
  void switchesAndReadsRelays() throws IOException {
    try (RelayClient client = open(RelayFault.NONE)) {
      assertThat(client.ask(0xFE, 0x70, 2)).isEqualTo(0x55);
      assertThat(client.ask(0xFE, 0x78, 2)).isEqualTo(1);
      assertThat(client.ask(0xFE, 0x7C, 2)).isEqualTo(0b10000);
      assertThat(relays.on).containsExactly(12);

      assertThat(client.ask(0xFE, 0x68, 2)).isEqualTo(0x55);
      assertThat(client.ask(0xFE, 0x78, 2)).isEqualTo(0);
      assertThat(client.ask(0xFE, 0x7C, 2)).isEqualTo(0);
    }
  }

  @Test
  void has32Relays() throws IOException {
    try (RelayClient client = open(RelayFault.NONE)) {
      assertThat(client.ask(0xFE, 108, 1)).isEqualTo(0x55);
      assertThat(client.ask(0xFE, 115, 4)).isEqualTo(0x55);
    }
    assertThat(relays.on).containsExactlyInAnyOrder(0, 31);
  }

  @Test
  void dropsWhoSendsWhatItDoesNotKnow() throws IOException {
    try (RelayClient client = open(RelayFault.NONE)) {
      assertThat(client.ask(0xFE, 125, 1)).isEqualTo(-1);
    }
    for (int[] unknown : new int[][] {{0xAA, 2, 0xFE, 0x21, 0xCB}, {0xFE, 108, 5}, {0xFE, 99, 1}}) {
      try (RelayClient client = reconnect()) {
        assertThat(client.ask(unknown)).isEqualTo(-1);
      }
    }
    assertThat(relays.on).isEmpty();
  }

  @Test
  void takesOneConnectionAtATimeAndRestsAfterwards() throws IOException {
    long closed;
    try (RelayClient client = open(RelayFault.NONE)) {
      client.ask(0xFE, 0x21);
      assertThatThrownBy(() -> new RelayClient(address)).isInstanceOf(ConnectException.class);
      closed = System.nanoTime();
    }

    try (RelayClient client = reconnect()) {
      assertThat(Duration.ofNanos(System.nanoTime() - closed)).isGreaterThanOrEqualTo(REST);
      assertThat(client.ask(0xFE, 0x21)).isEqualTo(0x55);
    }
  }

  @Test
  void hangs() throws IOException {
    try (RelayClient client = open(RelayFault.HANGS)) {
      client.timeout(200);
      assertThatThrownBy(() -> client.ask(0xFE, 0x21)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void answersGarbage() throws IOException {
    try (RelayClient client = open(RelayFault.GARBAGE)) {
      assertThat(client.ask(0xFE, 108, 1)).isNotIn(-1, 0, 1, 0x55);
    }
    assertThat(relays.on).isEmpty();
  }

  private RelayClient open(RelayFault fault) throws IOException {
    DefaultChannelGroup channels = new DefaultChannelGroup(network.loop());
    new RelayBoard(network, channels, address, REST, fault, relays).start();
    return new RelayClient(address);
  }

  private RelayClient reconnect() {
    return Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(() -> new RelayClient(address), client -> true);
  }

  private static final class Bank implements Relays {

    final Set<Integer> on = ConcurrentHashMap.newKeySet();

    @Override
    public boolean isOn(int relay) {
      return on.contains(relay);
    }

    @Override
    public void set(int relay, boolean isOn) {
      if (isOn) {
        on.add(relay);
      } else {
        on.remove(relay);
      }
    }
  }
}
