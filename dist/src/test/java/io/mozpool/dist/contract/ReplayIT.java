package io.mozpool.dist.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.dist.Launcher;
import io.mozpool.host.Configuration;
import io.mozpool.server.MozpoolServer;
import io.mozpool.server.database.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the reference was asked, in the same order, of a server of ours with the plugins of the
 * distribution and fake boards that never fail.
 */
@Timeout(300)
class ReplayIT {

  @TempDir static Path directory;
  private static MozpoolServer server;
  private static Replay replay;

  @BeforeAll
  static void start() throws Exception {
    int relayPort = Launcher.freePort();
    server = MozpoolServer.create(configuration(relayPort));
    Database database = server.part(Database.class);
    String relayBoard = "localhost:" + relayPort;
    new ContractPool(database, relayBoard).fill();
    server.open();
    replay = new Replay(database, server.port(), relayBoard);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<ContractCase> cases() throws Exception {
    return ContractCase.all();
  }

  @Test
  void allCasesAreThere() throws Exception {
    assertThat(cases()).hasSize(200);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnsweredAsTheContractSays(ContractCase question) throws Exception {
    assertThat(replay.ask(question)).isEmpty();
  }

  private static Configuration configuration(int relayPort) throws Exception {
    Map<String, Object> rack =
        Map.of(
            "start",
            true,
            "relay-network",
            "127.0.0.1",
            "relay-port",
            relayPort,
            "agent-port",
            Launcher.freePort(),
            "probe-port",
            Launcher.freePort());
    return Configuration.of(Map.of(), name -> Optional.empty())
        .with("mozpool.fqdn", ContractPool.HERE)
        .with("mozpool.port", 0)
        .with("mozpool.data", directory.toString())
        .with("mozpool.plugins.directory", Path.of(System.getProperty("mozpool.home"), "plugins"))
        .with("mozpool.plugins.disabled", List.of("example", "pxe"))
        .with("mozpool.plugins.settings.fake", rack);
  }
}
