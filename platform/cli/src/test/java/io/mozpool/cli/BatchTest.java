package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things that are done to several devices at once. */
class BatchTest {

  private static final String HELD = "request 7 of me holds p2 until 2026-11-30 12:00:00 UTC";

  private final Terminal terminal = new Terminal();
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.on("GET /api/device/list/", 200, "{\"devices\": " + names(1, 12) + "}");
    for (int i = 1; i <= 12; i++) {
      String device = "/api/device/p" + i;
      server
          .on("GET " + device + "/state/", 200, "{\"state\": \"ready\"}")
          .on("POST " + device + "/state-change/ready/to/locked_out/?unless_held", 200, "{}")
          .on("POST " + device + "/set-environment/", 200, "null");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEnvironmentThatWasForgottenIsNotTheLastDevice() {
    assertThat(terminal.ask(server, "device environment p10 p11")).isEqualTo(0);
    assertThat(terminal.ask(server, "device environment p10 p11 p12")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("expected an environment as the last word: 'p12' is a device");
  }

  @Test
  void severalDevicesAreShownAndLockedOut() {
    assertThat(terminal.ask(server, "device lock p1 p2 p1")).isZero();

    assertThat(terminal.err()).isEqualTo("mozpool: lock out 2 devices: p1, p2\n");
    assertThat(terminal.out()).isEqualTo("p1: ready -> locked_out\np2: ready -> locked_out\n");
  }

  @Test
  void wildcardsStandForThoseThatThereAre() {
    assertThat(terminal.ask(server, "device environment p1? p?2 staging")).isZero();

    assertThat(server.asked())
        .filteredOn(question -> question.startsWith("POST"))
        .containsExactly(
            "POST /api/device/p10/set-environment/ {\"environment\":\"staging\"}",
            "POST /api/device/p11/set-environment/ {\"environment\":\"staging\"}",
            "POST /api/device/p12/set-environment/ {\"environment\":\"staging\"}");
    assertThat(terminal.out()).startsWith("p10: is for staging\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"device lock q*", "device lock p1 q*", "device list q*", "device list q"})
  void aNameThatFitsNoDeviceIsNamedAndNothingIsDone(String command) {
    server.on("GET /api/device/list/?details", 200, "{\"devices\": [{\"name\": \"p1\"}]}");

    assertThat(terminal.ask(server, command)).isEqualTo(1);

    assertThat(terminal.err()).startsWith("mozpool: no device matches 'q");
    assertThat(server.asked()).noneMatch(question -> question.startsWith("POST"));
  }

  @Test
  void moreThanTenAreNotTouchedWhereNobodyCanBeAsked() {
    assertThat(terminal.ask(server, "device lock p*")).isEqualTo(2);

    assertThat(terminal.err())
        .startsWith("mozpool: lock out 12 devices: p1, p2, ")
        .contains("12 devices and no terminal to ask at: expected --yes\n");
    assertThat(server.asked()).containsExactly("GET /api/device/list/");
  }

  @Test
  void moreThanTenAreNotTouchedWhereTheUserSaysNo() {
    terminal.answering("n");

    assertThat(terminal.ask(server, "device lock p*")).isEqualTo(1);

    assertThat(terminal.err()).contains("Go on with all 12? [y/N]").endsWith("nothing was done\n");
    assertThat(server.asked()).containsExactly("GET /api/device/list/");
  }

  @Test
  void moreThanTenAreTouchedWhereTheUserSaysYesOrSaidItBefore() {
    assertThat(new Terminal().answering("y").ask(server, "device lock p*")).isZero();
    assertThat(terminal.ask(server, "device lock p* --yes")).isZero();

    assertThat(terminal.out()).hasLineCount(12);
  }

  @Test
  void eachThatFailsIsNamedAndTheOthersAreDone() {
    server
        .on("GET /api/device/q/state/", 404, "{\"detail\": \"there is no device 'q'\"}")
        .on("GET /api/device/locked/state/", 200, "{\"state\": \"locked_out\"}");

    assertThat(terminal.ask(server, "device lock q locked p1")).isEqualTo(1);

    assertThat(terminal.out())
        .isEqualTo("locked: is locked out already\np1: ready -> locked_out\n");
    assertThat(terminal.err()).endsWith("\nmozpool: q: there is no device 'q'\n");
  }

  @Test
  void aDeviceThatGoesOnMeanwhileIsLockedOutWhereItIsThen() {
    String device = "/api/device/busy";
    String lock = "POST " + device + "/state-change/%s/to/locked_out/?unless_held";
    server
        .on("GET " + device + "/state/", 200, "{\"state\": \"pxe_booting\"}")
        .on("GET " + device + "/state/", 200, "{\"state\": \"ready\"}")
        .on("GET " + device + "/", 200, "{\"request_id\": null}")
        .on(lock.formatted("pxe_booting"), 409, "{\"detail\": \"it is ready\"}")
        .on(lock.formatted("ready"), 409, "{\"detail\": \"it is elsewhere\"}")
        .on(lock.formatted("ready"), 200, "{}");

    assertThat(terminal.ask(server, "device lock busy")).isZero();

    assertThat(terminal.out()).isEqualTo("busy: ready -> locked_out\n");
  }

  @Test
  void yesDoesNotTakeADeviceFromItsHolder() {
    String lock = "POST /api/device/held/state-change/ready/to/locked_out/";
    server
        .on("GET /api/device/held/state/", 200, "{\"state\": \"ready\"}")
        .on("GET /api/device/held/", 200, "{\"request_id\": 7}")
        .on(lock + "?unless_held", 409, "{\"detail\": \"" + HELD + "\"}")
        .on(lock, 200, "{}");

    assertThat(terminal.answering("y").ask(server, "device lock held --yes")).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("mozpool: held: " + HELD + "; --force does it all the same\n");

    assertThat(terminal.ask(server, "device lock held --force")).isZero();
    assertThat(server.asked()).contains(lock + " {}");
  }

  @Test
  void anEventThatOneDoesNotAcceptIsAFailure() {
    server
        .on("POST /api/device/p1/event/x/?unless_held", 200, "{\"accepted\": true}")
        .on(
            "POST /api/device/p2/event/x/?unless_held",
            200,
            "{\"accepted\": false, \"reason\": \"x is not accepted in state new\"}")
        .on("GET /api/device/p2/", 200, "{\"request_id\": null}");

    assertThat(terminal.ask(server, "device event p1 p2 x --json")).isEqualTo(1);

    assertThat(terminal.out())
        .isEqualTo(
            "{\"devices\":[{\"name\":\"p1\",\"done\":true,\"text\":\"accepted\"},{\"name\":\"p2\","
                + "\"done\":false,\"text\":\"not accepted: x is not accepted in state new\"}]}\n");
    assertThat(terminal.err())
        .contains("p1: accepted\n")
        .endsWith("mozpool: p2: not accepted: x is not accepted in state new\n");
  }

  @Test
  void onlyWhatIsLockedOutIsTakenBack() {
    String back = "POST /api/device/p3/state-change/locked_out/to/start_self_test/?unless_held";
    server.on("GET /api/device/locked/state/", 200, "{\"state\": \"locked_out\"}");
    server.on(back.replace("p3", "locked"), 200, "{}");

    assertThat(terminal.ask(server, "device unlock locked p1")).isZero();

    assertThat(terminal.out())
        .isEqualTo("locked: locked_out -> start_self_test\np1: is not locked out, but ready\n");
  }

  @Test
  void aServerThatGoesAwayEndsIt() {
    server.on("GET /api/device/list/", 200, "{\"devices\": " + names(1, 3) + "}");
    server.close();

    assertThat(terminal.ask(server, "device lock p1 p2 p3")).isEqualTo(1);

    assertThat(terminal.err()).endsWith("; 2 more were left out\n").contains("mozpool: p1: GET ");
  }

  private static List<String> names(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "\"p" + i + "\"")
        .collect(Collectors.toList());
  }
}
