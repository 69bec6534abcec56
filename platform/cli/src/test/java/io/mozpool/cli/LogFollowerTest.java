package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs that are followed; the stand-in's streams end at once, as those of a server that stops. */
@Timeout(60)
class LogFollowerTest {

  private static final String LOG = "GET /api/device/p1/log/?limit=100";
  private static final String STREAM = "GET /api/events/?device=p1&log=device%3Ap1";
  private static final String HELLO = "id: 1.x.0\nevent: hello\ndata: {\"server\": \"s\"}\n\n";
  private static final String GONE = "event: device_gone\ndata: {\"name\": \"p1\"}\n\n";

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
  void linesThatAreThereTwiceArePrintedOnce() {
    server.on(LOG, 200, log(8, 9)).on(LOG, 200, log(7, 10));
    server.on(STREAM, 200, HELLO + ": heartbeat\n\n" + event(10) + event(11) + GONE);

    assertThat(terminal.ask(server, "device log p1 -f")).isZero();

    assertThat(terminal.out())
        .isEqualTo(
            """
            2026-01-31T12:00:00Z  statemachine  line 8
            2026-01-31T12:00:00Z  statemachine  line 9
            2026-01-31T12:00:00Z  statemachine  line 10
            2026-01-31T12:00:00Z  statemachine  line 11
            """);
    assertThat(terminal.err()).isEqualTo("mozpool: device p1 is gone\n");
  }

  @Test
  void aServerThatRestartsIsFoundAgainAndWhatItWroteMeanwhileIsPrinted() {
    server.on(LOG, 200, log(8, 9)).on(LOG, 200, log(8, 9)).on(LOG, 200, log(950, 1_049));
    server.on("GET /api/device/p1/log/?limit=1000", 200, log(50, 1_049));
    server.on("GET /api/device/p1/log/?limit=10000", 200, log(1, 1_049));
    server.on(STREAM, 200, HELLO + event(10));
    server.on(STREAM, 503, "{\"detail\": \"starting\"}");
    server.on(STREAM, 200, HELLO + event(1_050) + GONE);

    assertThat(terminal.ask(server, "device log p1 --follow")).isZero();

    assertThat(terminal.out().lines().map(line -> line.replaceAll(".*line ", "")))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(8, 1_050).mapToObj(String::valueOf).toList());
    assertThat(terminal.err())
        .isEqualTo(
            """
            mozpool: the connection is lost (the server ended it); trying again
            mozpool: connected again
            mozpool: device p1 is gone
            """);
  }

  @Test
  void aRefusalEndsIt() {
    server.on(LOG, 200, log(8, 9)).on(STREAM, 404, "{\"detail\": \"there is no device 'p1'\"}");

    assertThat(terminal.ask(server, "device log p1 -f")).isEqualTo(1);

    assertThat(terminal.err()).isEqualTo("mozpool: there is no device 'p1'\n");
  }

  @Test
  void aRequestsLogIsFollowedAsJsonLineByLine() {
    String line = "{\"id\": 4, \"timestamp\": \"2026-01-31T12:00:00.5\", \"source\": \"s\"}";
    server.on("GET /api/request/7/log/?limit=5", 200, "{\"log\": []}");
    server.on("GET /api/request/7/log/?limit=1", 200, "{\"log\": [" + line + "]}");
    server.on("GET /api/request/7/log/?limit=100", 200, "{\"log\": [" + line + "]}");
    server.on(
        "GET /api/events/?request=7&log=request%3A7",
        200,
        HELLO
            + "event: log\ndata: {\"request\":7,\"id\":5,\"timestamp\":\"2026-01-31T12:00:01\"}\n\n"
            + GONE.replace("device", "request"));

    assertThat(terminal.ask(server, "request log 7 -f --limit 5 --json")).isZero();

    assertThat(terminal.out()).isEqualTo("{\"id\":5,\"timestamp\":\"2026-01-31T12:00:01Z\"}\n");
  }

  private static String log(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(LogFollowerTest::line)
        .collect(Collectors.joining(",", "{\"log\": [", "]}"));
  }

  private static String event(long id) {
    return "event: log\ndata: " + line(id).replace("{", "{\"device\":\"p1\",") + "\n\n";
  }

  private static String line(long id) {
    return """
    {"id": %1$d, "timestamp": "2026-01-31T12:00:00", "source": "statemachine", "message": "line %1$d"}\
    """
        .formatted(id);
  }
}
