package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearTest {

  private static final List<String> NAMES =
      List.of("server", "device", "request", "please_self_test", "ready", "--state", "pc_pinging");

  @ParameterizedTest
  @CsvSource({
    "devcie,device",
    "Device,device",
    "req,request",
    "raedy,ready",
    "--stat,--state",
    "--sate,--state",
    "please_slef_test,please_self_test",
    "pleaseselftest,please_self_test"
  })
  void aSlipIsForgiven(String typed, String meant) {
    assertThat(Near.to(typed, NAMES)).containsExactly(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "nonsense", "red-y-go", "''"})
  void anotherWordIsNot(String typed) {
    assertThat(Near.to(typed, NAMES)).isEmpty();
    assertThat(Near.question(typed, NAMES)).isEmpty();
  }

  @Test
  void theNearestComesFirst() {
    assertThat(Near.to("abcdef", List.of("abcxyf", "abcdef1", "zzzzzz")))
        .startsWith("abcdef1")
        .doesNotContain("zzzzzz");
    assertThat(Near.question("lst", List.of("list", "last")))
        .isEqualTo(" (did you mean list or last?)");
  }
}
