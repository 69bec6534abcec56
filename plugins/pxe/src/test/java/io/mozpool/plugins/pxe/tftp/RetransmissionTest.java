package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetransmissionTest {

  private static final Duration MANY_TIMEOUTS = Duration.ofMillis(700);

  @Test
  void repeatedAckIsNeverAnsweredWithData() throws IOException {
    try (TestServer server = new TestServer(Settings.patient()).put("file", noise(3000));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.ack(1).ack(1).ack(1).next()).isEqualTo("DATA 2");
      assertThat(client.ack(1).ack(0).ack(2).ack(2).next()).isEqualTo("DATA 3");
      assertThat(client.ack(3).rest(3, 512, 1)).hasSize(3000 - 3 * 512);
    }
  }

  @Test
  void ackOfWhatWasNeverSentIsIgnored() throws IOException {
    try (TestServer server = new TestServer(Settings.patient()).put("file", noise(3000));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.ack(2).ack(65535).ack(1).next()).isEqualTo("DATA 2");
    }
  }

  @Test
  void windowIsResumedAfterTheLastBlockInOrder() throws IOException {
    try (TestServer server = new TestServer(Settings.patient()).put("file", noise(512 * 9));
        TestClient client = server.client()) {
      client.ask("file", "windowsize", "4").receive();
      client.ack(0);
      for (int block = 1; block <= 4; block++) {
        assertThat(client.next()).isEqualTo("DATA " + block);
      }
      client.ack(2); // as if block 3 had been lost
      for (int block = 3; block <= 6; block++) {
        assertThat(client.next()).isEqualTo("DATA " + block);
      }
      client.ack(2); // late, and no news
      assertThat(client.ack(6).rest(6, 512, 4)).hasSize(512 * 3);
    }
  }

  @Test
  void windowWhoseFirstBlockWasLostIsSentAgainByTheClock() throws IOException {
    try (TestServer server = new TestServer(Settings.impatient()).put("file", noise(2000));
        TestClient client = server.client()) {
      client.ask("file", "windowsize", "2").receive();
      client.ack(0);
      assertThat(client.next()).isEqualTo("DATA 1");
      assertThat(client.next()).isEqualTo("DATA 2");
      client.ack(0);
      assertThat(client.next()).isEqualTo("DATA 1");
      assertThat(client.next()).isEqualTo("DATA 2");
      assertThat(client.ack(2).next()).isEqualTo("DATA 3");
    }
  }

  @Test
  void lostAckIsMadeGoodByTheClock() throws IOException {
    try (TestServer server = new TestServer(Settings.impatient()).put("file", noise(1500));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.ack(1).next()).isEqualTo("DATA 2");
      assertThat(client.next()).isEqualTo("DATA 2");
      assertThat(client.ack(2).next()).isEqualTo("DATA 3");
    }
  }

  @Test
  void clientThatFallsSilentIsGivenUpAfterTheLastRetransmission() throws IOException {
    Settings settings =
        Settings.standard().retransmitTimeout(Duration.ofMillis(20)).retransmissions(3);
    try (TestServer server = new TestServer(settings).put("file", noise(1500));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      client.ack(1);
      for (int sending = 0; sending < 1 + 3; sending++) {
        assertThat(client.next()).isEqualTo("DATA 2");
      }
      assertThat(client.isLeftAloneFor(MANY_TIMEOUTS)).isTrue();
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
    }
  }

  @Test
  void addressThatNeverAnswersGetsTwoDatagrams() throws IOException {
    try (TestServer server = new TestServer(Settings.impatient()).put("file", noise(1500));
        TestClient client = server.client()) {
      client.ask("file").ask("file").ask("file");
      assertThat(client.next()).isEqualTo("DATA 1");
      assertThat(client.next()).isEqualTo("DATA 1");
      assertThat(client.isLeftAloneFor(MANY_TIMEOUTS)).isTrue();

      client.ask("file", "timeout", "1", "tsize", "0");
      assertThat(client.next()).startsWith("OACK");
      assertThat(client.next()).startsWith("OACK");
    }
  }

  @Test
  void clientsOwnTimeoutCounts() throws IOException {
    Settings settings = Settings.standard().retransmitTimeout(Duration.ofMillis(10));
    try (TestServer server = new TestServer(settings).put("file", noise(1500));
        TestClient client = server.client()) {
      client.ask("file", "timeout", "1").receive();
      assertThat(client.ack(0).next()).isEqualTo("DATA 1");
      assertThat(client.isLeftAloneFor(Duration.ofMillis(500))).isTrue();
      assertThat(client.next()).isEqualTo("DATA 1");
    }
  }

  @Test
  void clientThatSendsAnErrorIsForgottenQuietly() throws IOException {
    try (TestServer server = new TestServer(Settings.impatient()).put("file", noise(1500));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.error().isLeftAloneFor(MANY_TIMEOUTS)).isTrue();

      assertThat(client.ask("file", "tsize", "0").next()).isEqualTo("OACK tsize=1500");
      assertThat(client.error().isLeftAloneFor(MANY_TIMEOUTS)).isTrue();
    }
  }

  @Test
  void requestThatComesTwiceStartsOneTransfer() throws IOException {
    try (TestServer server = new TestServer(Settings.patient());
        TestClient client = server.put("file", noise(600)).put("next", noise(1)).client()) {
      assertThat(client.ask("file").ask("file").next()).isEqualTo("DATA 1");
      InetSocketAddress peer = client.peer();
      client.ask("file").send(TestClient.request(Opcode.WRITE_REQUEST, "new", "octet"));
      assertThat(client.next()).startsWith("ERROR 2"); // so that the request was read before
      assertThat(client.send(peer, TestClient.header(Opcode.ACK, 1)).next()).isEqualTo("DATA 2");
      client.ack(2);
      assertThat(client.ask("next").receive().data()).isEqualTo(noise(1));
      assertThat(server.asked()).containsExactly("file", "next");
    }
  }

  @Test
  void clientThatWasRestartedInMidFileBeginsAnew() throws IOException {
    try (TestServer server = new TestServer(Settings.patient()).put("file", noise(3000));
        TestClient client = server.client()) {
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.ack(1).next()).isEqualTo("DATA 2");
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");
      assertThat(client.ack(1).rest(1, 512, 1)).hasSize(3000 - 512);

      assertThat(client.ask("file", "tsize", "0").next()).isEqualTo("OACK tsize=3000");
      assertThat(client.ack(0).next()).isEqualTo("DATA 1");
      assertThat(client.ask("file", "tsize", "0").next()).isEqualTo("OACK tsize=3000");
    }
  }

  @Test
  void clientThatAsksForAnotherFileFromTheSamePortGetsIt() throws IOException {
    try (TestServer server = new TestServer(Settings.patient());
        TestClient client = server.put("probe", noise(900)).put("file", noise(700)).client()) {
      assertThat(client.ask("probe").next()).isEqualTo("DATA 1");
      var oldPeer = client.peer();
      assertThat(client.ask("file").receive().data()).startsWith(noise(700)[0]);
      client.send(oldPeer, TestClient.header(Opcode.ACK, 1)); // late, and no stranger's
      assertThat(client.ack(1).next()).isEqualTo("DATA 2");
    }
  }
}
