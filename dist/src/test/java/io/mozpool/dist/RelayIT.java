package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.dist.Launcher.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mozpool relay} against the relay board of a rack, without a server. */
class RelayIT {

  private static final String HOST = "127.65.0.1";

  @TempDir private Path directory;
  private int port;
  private Process rack;

  @BeforeEach
  void startRack() throws Exception {
    port = Launcher.freePort();
    Path home = Files.createDirectory(directory.resolve("rack"));
    Files.writeString(
        home.resolve("mozpool.yml"),
        """
        mozpool:
          data: data
          plugins:
            settings:
              fake: { boards: 1, speed: 60, relay-port: %d, agent-port: %d, probe-port: %d }
        """
            .formatted(port, Launcher.freePort(), Launcher.freePort()));
    rack = new Launcher(home).start("rack", "--config", "mozpool.yml");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(home.resolve("out")).contains("rack of 1 boards is up"));
  }

  @AfterEach
  void stopRack() {
    rack.destroyForcibly();
  }

  @Test
  void aBoardThatDoesNotAnswerIsNamed() throws Exception {
    rack.destroyForcibly().waitFor();
    Result result = relay("status", "bank1", "relay1");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("mozpool: ").contains(HOST + ":" + port).hasLineCount(1);
  }

  @Test
  void aBankThatCannotBeIsRefused() throws Exception {
    Result result = relay("status", "0", "1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("address 'proxr://" + HOST + ":" + port + "/bank0/relay1'");
  }

  @Test
  void switchesAndSaysHowItStands() throws Exception {
    assertPrints("off", relay("turnoff", "1", "1"));
    assertPrints("off", relay("status", "bank1", "relay1"));
    assertPrints("on", relay("powercycle", "1", "1"));
    assertPrints("on", relay("turnon", "1", "1"));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private static void assertPrints(String state, Result result) {
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(state + "\n");
    assertThat(result.exitCode()).isZero();
  }

  private Result relay(String action, String bank, String relay) throws Exception {
    return new Launcher(directory).run("relay", action, HOST + ":" + port, bank, relay);
  }
}
