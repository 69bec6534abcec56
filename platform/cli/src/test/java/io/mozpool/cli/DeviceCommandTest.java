package io.mozpool.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCommandTest {

  private static final String LIST = "GET /api/device/list/?details";
  private static final Instant NOW = Instant.now();
  private static final String FULL =
      """
      {"devices":[{"name":"panda-1","device_class":"in_use","state":"pxe_booting","state_since":"%s",
        "tries":{"number":4,"of":31},"image":"b2g","environment":"odd","request_id":7,"holder":"me",
        "hardware_type":{"type":"panda","model":"ES Rev B2"},"comments":null},
       {"name":"x2","device_class":"failed","state":"failed_self_test","state_since":null,
        "tries":null,"image":null,"environment":"even","request_id":null,"holder":null,
        "hardware_type":{"type":null,"model":null},"comments":"2026-11-30T11:00:00"}]}\
      """
          .formatted(LocalDateTime.ofInstant(NOW.minus(Duration.ofMinutes(182)), ZoneOffset.UTC));
  private static final String SETTINGS = "GET /api/ui-settings/";
  private static final String KNOWN =
      "{\"device_states\": {\"ready\": \"idle\", \"off\": \"processing\"}}";
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
  void aServerThatIsAwayIsOneSentenceWithTheRemedy() {
    server.close();
    assertThat(terminal.ask(server, "device list")).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("mozpool: GET " + server.url() + "/api/device/list/?details: ")
        .endsWith(
            "refused; is the server there? --server or $MOZPOOL_SERVER names another,"
                + " 'mozpool server' starts one\n")
        .hasLineCount(1);
  }

  @Test
  void aHostThatIsNotKnownIsNamedThoughItHasAnUnderscore() {
    assertThat(terminal.call("device", "list", "--server", "http://no_host.invalid:80"))
        .isEqualTo(1);
    assertThat(terminal.err())
        .contains(": unknown host no_host.invalid;")
        .doesNotContain("Exception")
        .hasLineCount(1);
  }

  @Test
  void aServerThatSpeaksNoTlsIsNamedInWords() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture.runAsync(() -> refuse(plain));
      String url = "https://127.0.0.1:" + plain.getLocalPort();
      assertThat(terminal.call("device", "list", "--server", url)).isEqualTo(1);
    }
    assertThat(terminal.err())
        .contains(": TLS failed: expected https, but the server may speak http;")
        .doesNotContain("Exception", "javax")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://x | --server: expected one such as http://pool.example:8010, not 'ftp://x'",
        "http://x/pool | --server: expected one such as http://pool.example:8010 without a path, as"
            + " a server has its API below /api/ of its address, not 'http://x/pool'",
        "http://me:hush@x | --server: expected one such as http://pool.example:8010, without user"
            + " and password"
      })
  void aServerIsNamedByItsUrl(String url, String sentence) {
    assertThat(terminal.call("device", "list", "--server", url)).isEqualTo(2);
    assertThat(terminal.err()).isEqualTo(sentence + "\n'mozpool device --help' says more.\n");
  }

  @Test
  void anEventThatIsNotAcceptedIsAFailure() {
    server.on(
        "POST /api/device/p1/event/x/?unless_held",
        200,
        "{\"accepted\": false, \"reason\": \"in use\"}");
    assertThat(terminal.ask(server, "device event p1 x")).isEqualTo(1);
    assertThat(terminal.out()).isEqualTo("not accepted: in use\n");
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
    server.on(LIST, 200, FULL);
    assertThat(terminal.ask(server, "device list")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            NAME     CLASS   STATE             AGE        TRIES    IMAGE  ENVIRONMENT  REQUEST  HOLDER  COMMENTS
            panda-1  in_use  pxe_booting       3 h 2 min  4 of 31  b2g    odd          7        me      -
            x2       failed  failed_self_test  -          -        -      even         -        -       2026-11-30T11:00:00
            """);
  }

  @Test
  void momentsOfJsonAreUtcAndTextsStayAsTheyAre() {
    server.on(LIST, 200, FULL);
    assertThat(terminal.ask(server, "device list --json")).isZero();
    assertThat(terminal.out())
        .containsPattern("\"state_since\":\"[0-9T:.-]+Z\"")
        .contains("\"comments\":\"2026-11-30T11:00:00\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--class in_use",
    "--type panda",
    "'--type|panda ES Rev B2'",
    "--state pxe_booting",
    "--environment odd",
    "panda-1",
    "panda-?",
    "*-* p*",
    "* --class in_use --type panda"
  })
  void filtersDevices(String filter) {
    server.on(LIST, 200, FULL);
    String[] words = filter.contains("|") ? filter.split("\\|") : filter.split(" ");
    assertThat(terminal.ask(server, "device list", words)).isZero();
    assertThat(terminal.out()).contains("panda-1").doesNotContain("x2");
  }

  @Test
  void aClassThatThereIsNotIsWrongUse() {
    assertThat(terminal.ask(server, "device list --class broken")).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith(
            "--class: expected one of [in_use, idle, processing, failed, locked_out], not"
                + " 'broken'");
    assertThat(server.asked()).isEmpty();
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
    assertThat(terminal.ask(server, "device list --type pandora")).isEqualTo(2);
    assertThat(terminal.err()).contains("--type: there is no hardware type 'pandora'");
    assertThat(terminal.ask(server, "device list --environment Odd")).isEqualTo(2);
    assertThat(terminal.err())
        .contains("--environment: there is no environment 'Odd'; expected even, odd\n");
  }

  @Test
  void listsTheDevicesThatStruggleAndWhatTheyShare() {
    String report =
        """
        {"devices": [
          {"name": "panda-1", "state": "pxe_booting", "failures": 4, "last_error": "no\\nanswer",
            "tries": {"number": 2, "of": 31}},
          {"name": "gone", "state": "pxe_booting", "failures": 9}],
         "shared": [{"kind": "power_controller", "name": "r1:2101", "devices": 2, "of": 3}]}
        """;
    server.on(LIST, 200, DEVICES).on("GET /api/report/struggling/", 200, report);

    assertThat(terminal.ask(server, "device list --struggling")).isZero();

    assertThat(terminal.out())
        .contains("LAST ERROR")
        .containsPattern("panda-1 +pxe_booting .* 4 +2 of 31 +no\\\\nanswer")
        .contains("2 of the 3 devices of power controller r1:2101 struggle\n")
        .doesNotContain("gone");
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
        "{\"log\": [{\"id\": 1, \"timestamp\": \"2026-01-31T12:00:00.5\", \"source\": \"bmm\","
            + " \"message\": \"off\"}]}");
    assertThat(terminal.ask(server, "device log p1 --limit 2 --since 2h")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            TIMESTAMP               SOURCE  MESSAGE
            2026-01-31T12:00:00.5Z  bmm     off
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

  private static void refuse(ServerSocket plain) {
    try (Socket socket = plain.accept()) {
      socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
