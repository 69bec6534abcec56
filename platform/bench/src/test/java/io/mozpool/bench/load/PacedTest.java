package io.mozpool.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An open loop, against servers that do as a test tells them. */
class PacedTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void noMoreIsAskedThanIsDue() throws Exception {
    try (StandIn server =
        new StandIn((number, exchange) -> StandIn.answer(exchange, 200, "ready"))) {
      Tally tally = Load.run(server.address(), 2, paced(server, 100, 2), LONG, 20);
      assertThat(tally.answers()).isEqualTo(20);
      assertThat(tally.time()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }
  }

  @Test
  void refusalsAreToldFromOtherFaults() throws Exception {
    try (StandIn server =
        new StandIn(
            (number, exchange) -> {
              if (number % 2 == 0) {
                exchange.getResponseHeaders().add("Retry-After", "1");
              }
              StandIn.answer(exchange, 503, "busy");
            })) {
      Tally tally = Load.run(server.address(), 1, paced(server, 10_000, 1), LONG, 40);
      assertThat(tally.answers()).isZero();
      assertThat(tally.faults()).containsOnly(entry("refused", 20L), entry("status 503", 20L));
    }
  }

  @Test
  void aQuestionTakesFromWhenItWasDue() {
    Paced paced = new Paced(Script.of(List.of(new byte[1]), ""), 1_000_000, 2, LONG);
    assertThat(paced.next(0)).isNotNull();
    assertThat(paced.next(1)).isNotNull();
    long first = paced.asked(0, Long.MAX_VALUE);
    assertThat(paced.asked(1, Long.MAX_VALUE) - first).isEqualTo(1_000);
  }

  @Test
  void aQuestionThatNobodyIsFreeForIsGivenUp() throws Exception {
    try (StandIn server =
        new StandIn((number, exchange) -> StandIn.answer(exchange, 200, "ready"))) {
      Paced paced =
          new Paced(
              Script.of(List.of(new Requests(server.address()).get("/")), "ready"),
              1_000_000,
              1,
              Duration.ZERO);
      Tally tally = Load.run(server.address(), 1, paced, LONG, 10);
      assertThat(tally.answers()).isEqualTo(10);
      assertThat(paced.givenUp()).isPositive();
    }
  }

  private static Script paced(StandIn server, double perSecond, int clients) {
    Script script = Script.of(List.of(new Requests(server.address()).get("/")), "ready");
    return new Paced(script, perSecond, clients, LONG);
  }
}
