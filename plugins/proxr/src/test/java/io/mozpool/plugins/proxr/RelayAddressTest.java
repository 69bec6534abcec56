package io.mozpool.plugins.proxr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.DriverAddress;
import org.junit.jupiter.api.Test;

class RelayAddressTest {

  @Test
  void saysWhyBank0IsRefused() {
    assertThatThrownBy(() -> read("proxr://relay-3.example/bank0/relay1"))
        .hasMessageContaining("bank B from 1 to 255 (0 would mean all banks at once)");
  }

  @Test
  void takesTheStandardPortWhereNoneIsGiven() {
    assertThat(read("proxr://relay-3.example/bank255/relay8"))
        .isEqualTo(new RelayAddress("relay-3.example", 2101, 255, 8));
  }

  @Test
  void namesABoardInOneWay() {
    assertThat(read("proxr://Relay-3.example:2102/bank1/relay1").board())
        .isEqualTo(read("proxr://relay-3.EXAMPLE:2102/bank4/relay8").board())
        .isEqualTo("relay-3.example:2102");
    assertThat(read("proxr://[::1]/bank1/relay1").board()).isEqualTo("[::1]:2101");
  }

  private static RelayAddress read(String text) {
    return RelayAddress.of(DriverAddress.parse(text), 2101);
  }
}
