package io.mozpool.server.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountersTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "{}", "null", "nonsense", "{\"a\": \"b\"}", "[1]"})
  void whatHoldsNoCountersHoldsNone(String text) {
    assertThat(Counters.parse(text)).isEmpty();
  }

  @Test
  void countersOfTheReferenceAreRead() {
    assertThat(Counters.parse("{\"pxe_booting\": 3, \"bad-images\": 1, \"x\":-2}"))
        .isEqualTo(Map.of("pxe_booting", 3, "bad-images", 1, "x", -2));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, Integer> counters = Map.of("ticks", 200, "bad-images", 0, "a", 1);

    assertThat(Counters.json(counters)).isEqualTo("{\"a\":1,\"bad-images\":0,\"ticks\":200}");
    assertThat(Counters.parse(Counters.json(counters))).isEqualTo(counters);
  }
}
