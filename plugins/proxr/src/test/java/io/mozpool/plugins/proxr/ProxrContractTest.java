package io.mozpool.plugins.proxr;

import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.testkit.PowerContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxrContractTest {

  private final PowerDriver driver =
      new ProxrDriver(new ProxrSettings(2101, Duration.ofMillis(100)));
  private final PowerContract contract =
      new PowerContract(
          driver,
          peer -> "proxr://" + peer.getHostString() + ":" + peer.getPort() + "/bank1/relay1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxr://relay-3.example",
        "proxr:/bank1/relay1",
        "proxr://relay-3.example/bank0/relay1",
        "proxr://relay-3.example/bank256/relay1",
        "proxr://relay-3.example/bank01/relay1",
        "proxr://relay-3.example/bank1/relay0",
        "proxr://relay-3.example/bank1/relay9",
        "proxr://relay-3.example/bank1",
        "proxr://relay-3.example/relay1/bank1",
        "proxr://relay-3.example/bank1/relay1/pulse",
        "proxr://relay-3.example/bank1/relay1?inverted=no"
      })
  void quotesABadAddress(String bad) {
    contract.quotesABadAddress(bad);
  }

  @Test
  void keepsItsDeadlineAgainstASilentPeer() {
    contract.keepsItsDeadlineAgainstASilentPeer();
  }

  @Test
  void keepsItsDeadlineAgainstADeafPeer() {
    contract.keepsItsDeadlineAgainstADeafPeer();
  }

  @Test
  void obeysAnInterrupt() {
    contract.obeysAnInterrupt();
  }

  @Test
  void refusedConnectionIsUnreachable() {
    contract.refusedConnectionIsUnreachable();
  }

  @Test
  void onTwiceIsOn() throws Exception {
    try (BoardDouble board = new BoardDouble()) {
      contract.onTwiceIsOn(board.address());
    }
  }

  @Test
  void checksAWorkingController() throws Exception {
    try (BoardDouble board = new BoardDouble()) {
      contract.checksAWorkingController(board.address());
    }
  }
}
