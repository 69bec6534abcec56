package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCommandTest {

  private static final String LIST = "GET /api/device/list/?details";
  private static final String SETTINGS = "GET /api/ui-settings/";
  private static final String KNOWN =
      "{\"device_states\": {\"ready\": \"idle\", \"off\": \"processing\"}, \"device_events\":"
          + " [\"x\", \"y\"]}";
  private static final String DEVICES =
      "{\"devices\":[{\"name\":\"panda-1\",\"state\":\"ready\",\"image\":\"b2g\",\"environment\":\"odd\","
          + "\"request_id\":7,\"comments\":null},{\"name\":\"p2\",\"state\":\"failed_pxe_booting\",\"image\":null,\"environment\":\"even\",\"request_id\":null,\"comments\":\"no"
          + " card\"}]}";

  private final Terminal terminal = new Terminal();
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRefusalIsOneSentence() {
    server.on("GET /api/device/x/", 404, "{\"detail\": \"there is no device 'x'\"}");
    assertThat(terminal.ask(server, "device show x")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("mozpool: there is no device 'x'\n");
    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsOneSentence() {
    server.close();
    assertThat(terminal.ask(server, "device list")).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("mozpool: GET " + server.url() + "/api/device/list/?details: ")
        .hasLineCount(1);
  }

  @Test
  void aServerIsNamedByItsUrl() {
    assertThat(terminal.call("device", "list", "--server", "ftp://x")).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith(
            "--server: expected one such as http://pool.example:8010, not 'ftp://x'\n"
                + "'mozpool device --help' says more.\n");
  }

  @Test
  void anEventThatIsNotAcceptedIsAFailure() {
    refuse("x");
    assertThat(terminal.ask(server, "device event p1 x")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("not accepted: in use\n");
  }

  @Test
  void anEventThatThereIsNotIsWrongUse() {
    refuse("z");
    assertThat(terminal.ask(server, "device event p1 z")).isEqualTo(2);
    assertThat(terminal.err()).startsWith("there is no event 'z'; expected x, y\n");
  }

  private void refuse(String event) {
    server.on(SETTINGS, 200, KNOWN);
    server.on(
        "POST /api/device/p1/event/" + event + "/?unless_held",
        200,
        "{\"accepted\": false, \"reason\": \"in use\"}");
  }

  @Test
  void dataThatIsNoJsonIsWrongUse() {
    assertThat(terminal.ask(server, "device event p1 x --data {")).isEqualTo(2);
    assertThat(terminal.err()).startsWith("--data: expected a JSON object, not '{'");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aCommentIsGivenOrTakenAway() {
    assertThat(terminal.ask(server, "device comment p1")).isEqualTo(2);
    assertThat(terminal.ask(server, "device comment p1 text --clear")).isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aDeviceThatDoesNotAnswerIsAFailure() {
    server.on("GET /api/device/p1/ping/", 200, "{\"success\": false}");
    assertThat(terminal.ask(server, "device ping p1")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("p1 does not answer\n");
  }

  @Test
  void aDeviceThatCouldNotBeAskedIsNotSaidToBeSilent() {
    server.on(
        "GET /api/device/p1/ping/",
        200,
        "{\"success\": false, \"reason\": \"could not ask: name not known: p1\"}");
    assertThat(terminal.ask(server, "device ping p1")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("p1: could not ask: name not known: p1\n");
  }

  @Test
  void listsDevices() {
    server.on(LIST, 200, DEVICES);
    assertThat(terminal.ask(server, "device list")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            NAME     STATE               IMAGE  ENVIRONMENT  REQUEST ID  COMMENTS
            panda-1  ready               b2g    odd          7           -
            p2       failed_pxe_booting  -      even         -           no card
            """);
  }

  @Test
  void listsDevicesOfAStateAndAnEnvironment() {
    server.on(LIST, 200, DEVICES);
    assertThat(terminal.ask(server, "device list --state ready --environment odd")).isZero();
    assertThat(terminal.out()).contains("panda-1").doesNotContain("p2");
  }

  @Test
  void aStateOrAnEnvironmentThatThereIsNotIsWrongUse() {
    server.on(LIST, 200, DEVICES).on(SETTINGS, 200, KNOWN);
    assertThat(terminal.ask(server, "device list --state raedy")).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("--state: there is no state 'raedy'; expected off, ready\n");
    assertThat(terminal.ask(server, "device list --state off")).as("no device is in it").isZero();
    assertThat(terminal.ask(server, "device list --environment Odd")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("--environment: there is no environment 'Odd'; expected even, odd\n");
  }

  @Test
  void printsTheServersJson() {
    server.on(LIST, 200, DEVICES);
    assertThat(terminal.ask(server, "device list --json")).isZero();
    assertThat(terminal.out()).isEqualTo(DEVICES + "\n");
  }

  @Test
  void optionsMayComeBeforeTheCommand() {
    server.on(LIST, 200, DEVICES);
    assertThat(terminal.call("device", "--json", "--server", server.url(), "list")).isZero();
    assertThat(terminal.out()).isEqualTo(DEVICES + "\n");
  }

  @Test
  void asksTheServerThatIsThere() {
    server.on(LIST, 200, DEVICES);
    String servers = "http://127.0.0.1:1, " + server.url();
    assertThat(terminal.call("device", "list", "--server", servers)).isZero();
  }

  @Test
  void showsADevice() {
    server.on(
        "GET /api/device/p1/",
        200,
        "{\"name\": \"p1\", \"hardware_type\": {\"type\": \"panda\", \"model\": null}}");
    assertThat(terminal.ask(server, "device show p1")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            name                 p1
            hardware_type.type   panda
            hardware_type.model  -
            """);
  }

  @Test
  void showsALog() {
    server.on(
        "GET /api/device/p1/log/?limit=2&timeperiod=7200",
        200,
        "{\"log\": [{\"id\": 1, \"timestamp\": \"T\", \"source\": \"bmm\", \"message\":"
            + " \"off\"}]}");
    assertThat(terminal.ask(server, "device log p1 --limit 2 --since 2h")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            TIMESTAMP  SOURCE  MESSAGE
            T          bmm     off
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "force-state p1 new ready       | /state-change/new/to/ready/?unless_held {}",
        "comment p1 broken              | /set-comments/ {'comments':'broken'}",
        "comment p1 --clear             | /set-comments/ {'comments':null}",
        "power-off p1                   | /power-off/?unless_held {}",
        "clear-pxe p1                   | /clear-pxe/?unless_held {}",
        "power-cycle p1                 | /power-cycle/?unless_held {}",
        "power-cycle p1 --pxe-config a  | /power-cycle/?unless_held {'pxe_config':'a'}",
        "power-cycle p1 --boot-config {} | /power-cycle/?unless_held {'boot_config':{}}",
        "power-off p1 --force           | /power-off/ {}",
        "event p1 ok --force            | /event/ok/ {}",
        "event p1 ok --data {'a':1}     | /event/ok/?unless_held {'a':1}"
      })
  void doesThingsToDevices(String command, String sent) {
    String[] parts = sent.replace('\'', '"').split(" ", 2);
    String question = "POST /api/device/p1" + parts[0];
    server.on(question, 200, parts[0].contains("comments") ? "null" : "{\"accepted\":true}");
    assertThat(terminal.ask(server, "device " + command.replace('\'', '"'))).isZero();
    assertThat(server.asked()).containsExactly(question + " " + parts[1]);
  }
}
