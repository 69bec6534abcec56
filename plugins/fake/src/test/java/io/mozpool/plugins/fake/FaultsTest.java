package io.mozpool.plugins.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugins.fake.ServerStandIn.Heard;
import io.mozpool.plugins.fake.board.BoardFault;
import io.mozpool.plugins.fake.board.Odds;
import io.mozpool.plugins.fake.relay.RelayFault;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void openBench() throws IOException {
    bench = new Bench(directory);
    bench.arm(1, Bench.SELF_TEST);
  }

  @AfterEach
  void closeBench() {
    bench.close();
  }

  @Test
  void aBoardThatNeverBootsIsSilent() throws Exception {
    bench.fault("fake-0001", BoardFault.NEVER_BOOTS).start();

    bench.cycle(1);

    assertThat(bench.server.hearsNothing()).isTrue();
    assertThat(bench.tftp.asked()).isEmpty();
  }

  @Test
  void aFaultOfAllBoardsIsOneOfEach() throws Exception {
    bench.fault("all", BoardFault.NEVER_BOOTS).start();

    bench.cycle(1);

    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void aBoardThatIgnoresTheNetworkRunsItsCard() throws Exception {
    Files.writeString(bench.savedState(), "card 1 b2g");
    bench.fault("fake-0001", BoardFault.IGNORES_NETWORK).start();

    bench.cycle(1);

    AgentClient.patiently(bench.agent(1)).close();
    assertThat(bench.tftp.asked()).isEmpty();
  }

  @Test
  void aBoardThatRepeatsItselfSendsEveryEventTwice() throws Exception {
    bench.fault("fake-0001", BoardFault.REPEATS_EVENTS).start();

    bench.cycle(1);

    assertThat(events(6))
        .containsExactly(
            "mobile_init_started",
            "mobile_init_started",
            "self_test_running",
            "self_test_running",
            "self_test_ok",
            "self_test_ok");
  }

  @Test
  void aBoardThatDelaysEventsSendsThemAll() throws Exception {
    bench.fault("fake-0001", BoardFault.DELAYS_EVENTS).start();

    bench.cycle(1);

    assertThat(events(3))
        .containsExactlyInAnyOrder("mobile_init_started", "self_test_running", "self_test_ok");
  }

  @Test
  void aBoardSendsAnEventOfAnAttemptThatIsOver() throws Exception {
    bench.fault("fake-0001", BoardFault.SENDS_OLD_EVENTS).start();
    bench.cycle(1);
    events(3);

    bench.cycle(1);

    assertThat(events(2)).containsExactly("self_test_ok", "mobile_init_started");
  }

  @Test
  void aStepThatAlwaysFailsHangsUntilThePowerIsCycled() throws Exception {
    bench.odds(new Odds(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)).start();

    bench.cycle(1);
    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
    assertThat(bench.server.hearsNothing()).isTrue();
    bench.cycle(1);

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
  }

  @Test
  void anImageThatDoesNotAnswerProbesStillRuns() throws Exception {
    Files.writeString(bench.savedState(), "card 1 b2g");
    bench.odds(new Odds(0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)).start();

    try (AgentClient agent = AgentClient.patiently(bench.agent(1))) {
      agent.read();
      assertThat(bench.answers(1)).isFalse();
      assertThat(agent.ask("rebt")).isEmpty();
    }

    new AgentClient(bench.agent(1)).close();
  }

  @Test
  void oneSeedIsOneRun() throws Exception {
    Set<String> first = passing(7);
    Set<String> second = passing(7);
    Set<String> other = passing(8);

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(first).hasSizeBetween(1, 31);
  }

  @Test
  void eventsWaitForAServerThatIsAway() throws Exception {
    bench.start();
    int port = bench.server.port();
    bench.server.close();
    bench.cycle(1);
    bench.tftp.asked().take();

    try (ServerStandIn back = new ServerStandIn(port)) {
      assertThat(back.nextEvent()).isIn("mobile_init_started", "self_test_running");
    }
  }

  @Test
  void eventsAreSentAgainToAServerInTrouble() throws Exception {
    bench.start();
    bench.server.answerWith(503);
    bench.cycle(1);

    assertThat(events(2)).containsExactly("mobile_init_started", "mobile_init_started");
  }

  @Test
  void aRelayBoardRefusesWhereAskedTo() throws Exception {
    bench.fault("relay-1", RelayFault.REFUSES).start();

    assertThatThrownBy(() -> new RelayClient(bench.relayBoard(1)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aRelayBoardThatDoesNotSwitchSaysThatItDid() throws Exception {
    bench.fault("all", RelayFault.DOES_NOT_SWITCH).start();

    bench.power(1, false);

    try (RelayClient relays = RelayClient.patiently(bench.relayBoard(1))) {
      assertThat(relays.ask(0xFE, 116, 1)).isZero();
    }
  }

  private List<String> events(int count) throws InterruptedException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(bench.server.nextEvent());
    }
    return events;
  }

  /** The boards of 32 that pass a self-test that fails half the time. */
  private Set<String> passing(long seed) throws Exception {
    bench.boards(32).seed(seed).odds(new Odds(0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0)).start();
    bench.tftp.put("pxelinux.cfg/default", Bench.SELF_TEST);
    for (boolean on : new boolean[] {false, true}) {
      try (RelayClient relays = RelayClient.patiently(bench.relayBoard(1))) {
        for (int relay = 0; relay < 32; relay++) {
          relays.switchDevice(relay, on);
        }
      }
    }
    Set<String> passing = new TreeSet<>();
    for (int running = 0; running < 32; ) {
      Heard next = bench.server.next();
      running += next.event().equals("self_test_running") ? 1 : 0;
      if (next.event().equals("self_test_ok")) {
        passing.add(next.device());
      }
    }
    for (Heard next; (next = bench.server.nextOrNothing()) != null; ) {
      passing.add(next.device());
    }
    bench.stop();
    return passing;
  }
}
