package io.mozpool.plugins.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.testkit.ProbeContract;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FakeProbeTest {

  private final Device device = new Device("d", "127.0.0.1", "", "", "panda", Map.of());
  private final ProbeDriver driver = (of, address) -> FakeProbe.of(address, 20702);
  private final ProbeContract contract =
      new ProbeContract(
          driver, device, peer -> "fake://" + peer.getHostString() + ":" + peer.getPort());

  @Test
  void refusesAddressesThatAreNoBoards() {
    contract.quotesABadAddress("fake://127.0.0.1/bank1");
    contract.quotesABadAddress("fake:");
  }

  @Test
  void aSilentBoardDoesNotAnswer() {
    contract.keepsItsDeadlineAgainstASilentPeer();
  }

  @Test
  void givesUpWhenAsked() {
    contract.obeysAnInterrupt();
  }

  @Test
  void anUnknownNameCouldNotBeAsked() {
    DriverAddress nowhere = DriverAddress.parse("fake://no-such-host.invalid");
    assertThatThrownBy(
            () -> FakeProbe.of(nowhere, 20702).answers(Deadline.in(Duration.ofSeconds(10))))
        .isInstanceOf(DriverException.class)
        .hasMessage("name not known: no-such-host.invalid");
  }

  @Test
  void aBoardThatHadNoTimeToAnswerIsNotSaidToBeSilent() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      DriverAddress address = DriverAddress.parse("fake://127.0.0.1:" + silent.getLocalPort());
      assertThatThrownBy(
              () -> FakeProbe.of(address, 1).answers(Deadline.in(Duration.ofMillis(200))))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("not done within 200 ms");
    }
  }

  @Test
  void anotherAnswerThanTheQuestionIsNone() throws Exception {
    try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      Thread liar = new Thread(() -> answerWrongly(peer));
      liar.start();
      DriverAddress address = DriverAddress.parse("fake://127.0.0.1:" + peer.getLocalPort());
      assertThat(FakeProbe.of(address, 1).answers(Deadline.in(Duration.ofSeconds(10)))).isFalse();
      liar.join();
    }
  }

  private static void answerWrongly(DatagramSocket peer) {
    try {
      DatagramPacket question = new DatagramPacket(new byte[100], 100);
      peer.receive(question);
      peer.send(new DatagramPacket(new byte[] {1, 2, 3}, 3, question.getSocketAddress()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
