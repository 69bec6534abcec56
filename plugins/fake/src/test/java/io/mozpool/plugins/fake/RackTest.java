package io.mozpool.plugins.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugins.fake.ServerStandIn.Heard;
import io.mozpool.plugins.fake.TftpStandIn.Asked;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RackTest {

  private static final String B2G_BASE = "{\"version\": 1, \"b2gbase\": \"http://build/1/\"}";

  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void openBench() throws IOException {
    bench = new Bench(directory);
  }

  @AfterEach
  void closeBench() {
    bench.close();
  }

  @Test
  void aNewBoardDoesNothing() throws Exception {
    bench.start();

    assertThat(bench.server.hearsNothing()).isTrue();
    assertThat(bench.answers(1)).isFalse();
    assertThatThrownBy(() -> new AgentClient(bench.agent(1))).isInstanceOf(ConnectException.class);
  }

  @Test
  void aPowerCycleInstallsB2gFromTheNetwork() throws Exception {
    bench.start();
    bench.server.bootConfig(B2G_BASE);
    bench.arm(1, Bench.B2G);

    bench.cycle(1);

    assertThat(bench.tftp.asked().take())
        .isEqualTo(
            new Asked(
                List.of(
                    "pxelinux.cfg/01-02-fa-4e-00-00-01",
                    "octet",
                    "tsize",
                    "0",
                    "blksize",
                    "1408",
                    ""),
                bench.ip(1)));
    assertThat(bench.server.next())
        .isEqualTo(new Heard("fake-0001", "mobile_init_started", bench.ip(1)));
    assertThat(bench.server.nextEvent()).isEqualTo("b2g_downloading");
    assertThat(bench.server.nextEvent()).isEqualTo("b2g_extracting");
    assertThat(bench.server.nextEvent()).isEqualTo("b2g_rebooting");
    try (AgentClient agent = AgentClient.patiently(bench.agent(1))) {
      assertThat(agent.read()).isEqualTo("$>\0");
      assertThat(agent.ask("ver")).isEqualTo("SUTAgentAndroid Version 1.13.1\n$>\0");
    }
    assertThat(bench.answers(1)).isTrue();
    assertThat(bench.answers(2)).isFalse();
  }

  @Test
  void b2gNeedsAnAddressToComeFrom() throws Exception {
    bench.start();
    bench.server.bootConfig("{\"b2gbase\": \"\"}");
    bench.arm(1, Bench.B2G);

    bench.cycle(1);

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void androidNeedsNoBootConfig() throws Exception {
    bench.start();
    bench.server.bootConfig("nothing of the kind");
    bench.arm(2, Bench.ANDROID);

    bench.cycle(2);

    assertThat(bench.server.next())
        .isEqualTo(new Heard("fake-0002", "mobile_init_started", bench.ip(2)));
    assertThat(bench.server.nextEvent()).isEqualTo("android_downloading");
    assertThat(bench.server.nextEvent()).isEqualTo("android_extracting");
    assertThat(bench.server.nextEvent()).isEqualTo("android_rebooting");
    AgentClient.patiently(bench.agent(2)).close();
  }

  @Test
  void aSelfTestPasses() throws Exception {
    bench.start();
    bench.arm(1, Bench.SELF_TEST);

    bench.cycle(1);

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
    assertThat(bench.server.nextEvent()).isEqualTo("self_test_running");
    assertThat(bench.server.nextEvent()).isEqualTo("self_test_ok");
    assertThat(bench.answers(1)).isTrue();
  }

  @Test
  void maintenanceWaitsForAPerson() throws Exception {
    bench.start();
    bench.arm(1, Bench.MAINTENANCE);

    bench.cycle(1);

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
    assertThat(bench.server.nextEvent()).isEqualTo("maint_mode");
    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void anUnknownSecondStageHangs() throws Exception {
    bench.start();
    bench.arm(1, "mobile-imaging-url=http://x/beos.sh");

    bench.cycle(1);

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void anUnarmedBoardBootsItsCard() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    bench.tftp.put("pxelinux.cfg/default", "default local");

    bench.cycle(1);

    AgentClient.patiently(bench.agent(1)).close();
    assertThat(bench.tftp.asked())
        .extracting(Asked::file)
        .containsExactly("pxelinux.cfg/01-02-fa-4e-00-00-01", "pxelinux.cfg/default");
    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void powerOffEndsAStepAtOnceAndLeavesTheCardCorrupt() throws Exception {
    bench.start();
    bench.arm(1, Bench.ANDROID);
    bench.cycle(1);
    String event = bench.server.nextEvent();
    while (!event.equals("android_extracting")) {
      event = bench.server.nextEvent();
    }

    bench.power(1, false);
    bench.tftp.clear();
    bench.power(1, true);

    assertThat(bench.server.hearsNothing()).isTrue();
    assertThat(bench.savedState()).hasContent("card 1 corrupt");
    assertThat(bench.answers(1)).isFalse();
  }

  @Test
  void powerOffEndsAnAgentAndItsConnections() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    try (AgentClient agent = new AgentClient(bench.agent(1))) {
      agent.read();

      bench.power(1, false);

      assertThat(agent.read()).isEmpty();
    }
    assertThat(bench.answers(1)).isFalse();
    assertThatThrownBy(() -> new AgentClient(bench.agent(1))).isInstanceOf(ConnectException.class);
  }

  @Test
  void anAgentRebootsItsBoard() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    bench.arm(1, Bench.SELF_TEST);
    try (AgentClient agent = new AgentClient(bench.agent(1))) {
      agent.read();

      assertThat(agent.ask("rebt")).isEmpty();
    }

    assertThat(bench.server.nextEvent()).isEqualTo("mobile_init_started");
  }

  @Test
  void switchingPowerOnTwiceChangesNothing() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    try (AgentClient agent = new AgentClient(bench.agent(1))) {
      agent.read();

      bench.power(1, true);

      assertThat(agent.ask("testroot")).isEqualTo("/mnt/sdcard\n$>\0");
    }
  }

  @Test
  void aRestartFindsTheRackAsItWas() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    bench.install(2, Bench.ANDROID, 4);
    bench.power(2, false);

    bench.stop();
    bench.start();

    AgentClient.patiently(bench.agent(1)).close();
    try (RelayClient relays = RelayClient.patiently(bench.relayBoard(1))) {
      assertThat(relays.ask(0xFE, 124, 1)).isEqualTo(0b10);
    }
    assertThat(bench.answers(2)).isFalse();
    assertThat(bench.server.hearsNothing()).isTrue();
  }

  @Test
  void aKillLosesNoMoreThanTheLastMoment() throws Exception {
    bench.start();
    bench.install(1, Bench.ANDROID, 4);
    bench.power(2, false);

    Patience.untilTrue(
        () ->
            Files.readAllLines(bench.savedState()).equals(List.of("relay 2 on", "card 1 android")));
  }

  @Test
  void aThousandBoardsBootAtOnce() throws Exception {
    bench.boards(1000).start();
    bench.tftp.put("pxelinux.cfg/default", Bench.SELF_TEST);

    for (boolean on : new boolean[] {false, true}) {
      for (int board = 0; board < 1000; board += 32) {
        try (RelayClient relays = RelayClient.patiently(bench.relayBoard(board / 32 + 1))) {
          for (int relay = 0; relay < Math.min(32, 1000 - board); relay++) {
            relays.switchDevice(relay, on);
          }
        }
      }
    }

    Set<Heard> passed = new HashSet<>();
    while (passed.size() < 1000) {
      Heard next = bench.server.next();
      if (next.event().equals("self_test_ok")) {
        passed.add(next);
      }
    }
    assertThat(passed).extracting(Heard::from).doesNotHaveDuplicates();
    assertThat(passed).contains(new Heard("fake-1000", "self_test_ok", bench.ip(1000)));
  }

  @Test
  void aTakenPortNamesTheRelayBoard() throws Exception {
    bench.start();

    assertThatThrownBy(() -> bench.start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(bench.relayBoard(1).getAddress().getHostAddress() + ":2101");
  }
}
