package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that would take a device from the request that holds it. */
class HoldTest {

  private static final String HELD = "request 7 of me holds p1 until 2026-11-30 12:00:00 UTC";
  private static final String OFF = "POST /api/device/p1/power-off/";
  private static final String EVENT = "POST /api/device/p1/event/please_self_test/";

  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.on(OFF + "?unless_held", 409, "{\"detail\": \"" + HELD + "\"}");
    server.on(OFF, 200, "{}");
    server.on(EVENT + "?unless_held", 200, "{\"accepted\":false,\"reason\":\"" + HELD + "\"}");
    server.on(EVENT, 200, "{\"accepted\":true}");
    server.on("GET /api/device/p1/", 200, "{\"name\": \"p1\", \"request_id\": 7}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"power-off p1", "event p1 please_self_test"})
  void withoutATerminalTheHolderIsNamedAndNothingIsDone(String command) {
    Terminal terminal = new Terminal();

    assertThat(terminal.ask(server, "device " + command)).isEqualTo(1);

    assertThat(terminal.out() + terminal.err()).contains(HELD, "--force");
    assertThat(server.asked()).doesNotContain(OFF + " {}", EVENT + " {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"power-off p1", "event p1 please_self_test"})
  void theSecondYesLeavesTheConditionOut(String command) {
    Terminal terminal = new Terminal().answering("Yes");

    assertThat(terminal.ask(server, "device " + command)).isZero();

    assertThat(terminal.err()).contains(HELD).doesNotContain("--force");
    assertThat(server.asked()).containsAnyOf(OFF + " {}", EVENT + " {}");
  }

  @Test
  void anyOtherAnswerLeavesTheDeviceToItsHolder() {
    assertThat(new Terminal().answering("no").ask(server, "device power-off p1")).isEqualTo(1);

    assertThat(server.asked()).doesNotContain(OFF + " {}");
  }

  @Test
  void aRefusalForAnotherReasonAsksNobody() {
    server.on("GET /api/device/p2/", 200, "{\"name\": \"p2\", \"request_id\": null}");
    server.on("POST /api/device/p2/power-off/?unless_held", 409, "{\"detail\": \"no\"}");
    Terminal terminal = new Terminal().answering("yes");

    assertThat(terminal.ask(server, "device power-off p2")).isEqualTo(1);

    assertThat(terminal.err()).isEqualTo("mozpool: no\n");
  }
}
