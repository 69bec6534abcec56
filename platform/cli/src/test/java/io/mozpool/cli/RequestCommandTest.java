package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.cli.terminal.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestCommandTest {

  private static final String REQUEST =
      """
      {"id": 7, "requested_device": "any", "assigned_device": "p1", "assignee": "me",
       "expires": "2026-01-31T12:00:00", "environment": "any", "image": "b2g",
       "boot_config": "{}", "url": "http://localhost/api/request/7/"}
      """;
  private static final String MAKE = "POST /api/device/any/request/";
  private static final String STATUS = "GET /api/request/7/status/";
  private static final String RETURN = "POST /api/request/7/return/";
  private static final String IMPATIENT =
      "request new --image b2g --duration 1h --wait --timeout 0";

  private final Terminal terminal = new Terminal();
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.on(MAKE, 200, "{\"request\": " + REQUEST + "}");
    server.on("GET /api/request/7/details/", 200, REQUEST);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDurationIsWrittenLikeOne() {
    assertThat(terminal.ask(server, "request renew 7 --duration 1.5h")).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("Invalid value for option '--duration': expected seconds, or a duration")
        .contains("not '1.5h'");
  }

  @Test
  void whatIsNeededIsNamed() {
    assertThat(terminal.ask(server, "request new")).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("Missing required options: '--image=NAME', '--duration=DURATION'");
  }

  @Test
  void aRequestThatFailsWhileItIsWaitedForIsAFailure() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)"));
    server.on(STATUS, 200, status("failed_bad_image", "pending -> failed_bad_image (bad)"));
    assertThat(terminal.ask(server, "request new --image b2g --duration 1h --wait")).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo(
            "mozpool: request 7 is failed_bad_image, and not ready:"
                + " pending -> failed_bad_image (bad)\n");
  }

  @Test
  void aRequestThatTheUserDoesNotWaitForAnyLongerIsReturned() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)")).on(RETURN, 204, "");
    assertThat(terminal.ask(server, IMPATIENT)).isEqualTo(1);
    assertThat(server.asked()).endsWith(RETURN + " {}");
    assertThat(terminal.err())
        .isEqualTo(
            """
            mozpool: request 7 is returned
            mozpool: request 7 is pending, and not yet ready
            """);
  }

  @Test
  void aRequestMayBeKept() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)"));
    assertThat(terminal.ask(server, IMPATIENT + " --keep")).isEqualTo(1);
    assertThat(server.asked()).noneMatch(question -> question.startsWith(RETURN));
    assertThat(terminal.err())
        .startsWith(
            "mozpool: request 7 is kept: 'mozpool request return 7 --server %s' returns it\n"
                .formatted(server.url()));
  }

  @Test
  void aRequestThatCannotBeReturnedIsNamedWithWhatReturnsIt() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)"));
    server.on(RETURN, 400, "{\"detail\": \"no\"}");
    assertThat(terminal.ask(server, IMPATIENT)).isEqualTo(1);
    assertThat(terminal.err())
        .startsWith(
            "mozpool: request 7 could not be returned (no): 'mozpool request return 7 --server ");
  }

  @Test
  void aRequestThatNobodyReadsOfIsReturned() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)")).on(RETURN, 204, "");
    StandardStream err = StandardStream.to(new ByteArrayOutputStream());
    String[] command = {
      "request", "new", "--image=b2g", "--duration=1h", "--server", server.url(), "--json"
    };
    assertThat(Mozpool.run(StandardStream.to(new FullDisk()), err, command)).isEqualTo(1);
    assertThat(server.asked()).endsWith(RETURN + " {}");
  }

  @Test
  void asksAndWaits() {
    server.on(STATUS, 200, status("pending", "new -> pending (found)"));
    server.on(STATUS, 200, status("ready", "pending -> ready (complete)"));
    assertThat(
            terminal.ask(
                server,
                "request new --image b2g --assignee me --duration 2h --wait",
                "--set",
                "b2gbase=http://x/?a=1"))
        .isZero();
    assertThat(server.asked())
        .startsWith(
            MAKE
                + " {\"b2gbase\":\"http://x/?a=1\",\"assignee\":\"me\",\"duration\":7200,"
                + "\"image\":\"b2g\",\"environment\":\"any\"}");
    assertThat(terminal.out().lines())
        .anyMatch(line -> line.matches("[0-9:.]{12}  pending"))
        .anyMatch(line -> line.matches("[0-9:.]{12}  ready"))
        .contains("assigned_device   p1", "state             ready");
  }

  @Test
  void waitsForTheDeviceThatItNames() {
    server.on("POST /api/device/p1/request/", 200, "{\"request\": " + REQUEST + "}");
    server.on(STATUS, 200, status("finding_device", "new -> finding_device (busy)"));
    String command = "request new p1 --image b2g --assignee me --duration 60 --wait-for-device";
    assertThat(terminal.ask(server, command)).isZero();
    assertThat(server.asked().get(0)).endsWith("\"environment\":\"any\",\"wait\":true}");
  }

  @Test
  void anyDeviceIsNotWaitedFor() {
    String command = "request new --image b2g --duration 60 --wait-for-device";
    assertThat(terminal.ask(server, command)).isEqualTo(2);
    assertThat(terminal.err()).startsWith("--wait-for-device: expected the name of a DEVICE");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void momentsAreSeenFromNowAndInJsonTheyAreUtc() {
    String expires = LocalDateTime.now(ZoneOffset.UTC).plusMinutes(61).toString();
    server.on("GET /api/request/7/details/", 200, "{\"expires\": \"" + expires + "\"}");
    server.on(STATUS, 200, status("ready", "pending -> ready (complete)"));
    server.on("GET /api/request/list/", 200, "{\"requests\":[{\"expires\":\"" + expires + "\"}]}");
    assertThat(terminal.ask(server, "request list")).isZero();
    assertThat(terminal.out()).containsPattern("in 1 h( 1 min)?\n");
    assertThat(terminal.ask(server, "request list --json")).isZero();
    assertThat(terminal.out()).contains("{\"requests\":[{\"expires\":\"" + expires + "Z\"}]}");
  }

  @Test
  void progressAndJsonAreApart() {
    server.on(STATUS, 200, status("ready", "pending -> ready (complete)"));
    String command = "request new any --image b2g --duration 60 --wait --json";
    assertThat(terminal.ask(server, command)).isZero();
    assertThat(terminal.out()).startsWith("{\"id\":7,").endsWith("\"state\":\"ready\"}\n");
    assertThat(terminal.err()).startsWith("request 7\n").contains("  ready\n");
  }

  @Test
  void listsRequests() {
    server.on("GET /api/request/list/?include_closed", 200, "{\"requests\":[{\"id\":7}]}");
    assertThat(terminal.ask(server, "request list --all")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            ID  STATE  REQUESTED DEVICE  ASSIGNED DEVICE  ENVIRONMENT  ASSIGNEE  EXPIRES
            7   -      -                 -                -            -         -
            """);
  }

  @Test
  void renewsAndReturns() {
    server.on("POST /api/request/7/renew/", 204, "").on("POST /api/request/7/return/", 204, "");
    assertThat(terminal.ask(server, "request renew 7 --duration 30m")).isZero();
    assertThat(terminal.ask(server, "request return 7")).isZero();
    assertThat(server.asked())
        .containsExactly(
            "POST /api/request/7/renew/ {\"duration\":1800}", "POST /api/request/7/return/ {}");
  }

  private static String status(String state, String message) {
    return """
    {"state": "%s", "log": [{"id": %d, "timestamp": "2026-01-31T12:00:00", "source": "s",
      "message": "%s"}]}
    """
        .formatted(state, message.length(), message);
  }
}
