package io.mozpool.plugins.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.DriverAddress;
import org.junit.jupiter.api.Test;

class PandaBoardTest {

  private final PandaBoard board = new PandaBoard();

  @Test
  void boardsOfTheTypePandaHaveNoPowerOfTheirOwn() {
    assertThat(board.name()).isEqualTo("panda");
    assertThat(board.addressTemplates()).containsOnlyKeys("agent", "probe");
  }

  @Test
  void theAgentListensOnItsPort() {
    DriverAddress agent = address("agent");
    assertThat(agent.scheme()).isEqualTo("sut");
    assertThat(agent.host()).isEqualTo("panda-0001.example");
    assertThat(agent.port()).hasValue(20701);
  }

  @Test
  void theProbeIsAPing() {
    DriverAddress probe = address("probe");
    assertThat(probe.scheme()).isEqualTo("ping");
    assertThat(probe.host()).isEqualTo("panda-0001.example");
    assertThat(probe.port()).isEmpty();
  }

  private DriverAddress address(String facet) {
    return DriverAddress.parse(
        board.addressTemplates().get(facet).replace("{fqdn}", "panda-0001.example"));
  }
}
