package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.cli.terminal.SafeWriter;
import io.mozpool.client.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a server says, a terminal obeys none of it. */
class HostileTextTest {

  /** Moves the cursor, forges a line, turns the direction, sets a title. */
  private static final String HOSTILE =
      "x\\u001b[2J\\r\\nforged\\u202e\\u009b31m\\u2028\\u001b]0;title\\u0007";

  private static final String FORGED = "forged";

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          device list | GET /api/device/list/?details | {"devices": [{"name": "H", "comments": "H", "environment": "H"}]} | 200
          device show x | GET /api/device/x/ | {"name": "H", "H": "H", "boot_config": {"H": ["H"]}} | 200
          device log x | GET /api/device/x/log/?limit=100 | {"log": [{"timestamp": "H", "source": "H", "message": "H"}]} | 200
          device event x y --force | POST /api/device/x/event/y/ | {"accepted": false, "reason": "H"} | 200
          device show x | GET /api/device/x/ | {"detail": "H"} | 404
          device lock x | GET /api/device/x/state/ | {"detail": "H"} | 404
          device environment * e | GET /api/device/list/ | {"devices": ["H"]} | 200
          request list | GET /api/request/list/ | {"requests": [{"assignee": "H", "state": "H"}]} | 200
          image list | GET /api/admin/images/ | {"images": [{"name": "H", "boot_config_keys": ["H"]}]} | 200
          pxe-config show x | GET /api/admin/pxe-configs/x/ | {"contents": "H", "description": "H"} | 200
          plugins | GET /api/admin/plugins/ | {"plugins": [{"id": "H", "failure": "H"}]} | 200
          inventory-sync --verbose | POST /api/admin/inventory-sync/ | {"problems": ["H"], "inserted": ["H"], "unchanged": 1} | 200
          """)
  void nothingGetsThrough(String command, String question, String answer, int status)
      throws IOException {
    server.on(question, status, answer.replace("H", HOSTILE));

    terminal.ask(server, command);

    assertThat(terminal.out() + terminal.err()).contains("x\\u001b[2J");
    assertHarmless(terminal.out());
    assertHarmless(terminal.err());
    assertThat((terminal.out() + terminal.err()).lines())
        .noneMatch(line -> line.startsWith(FORGED));
  }

  @Test
  void aQuestionIsNoExceptionToIt() throws IOException {
    server
        .on(
            "POST /api/device/x/event/y/?unless_held",
            200,
            "{\"accepted\": false, \"reason\": \"" + HOSTILE + "\"}")
        .on("GET /api/device/x/", 200, "{\"request_id\": 1}");

    terminal.answering("no").ask(server, "device event x y");

    assertThat(terminal.err()).contains("forged").contains("[y/N]");
    assertHarmless(terminal.err());
    assertThat(terminal.err().lines()).noneMatch(line -> line.startsWith(FORGED));
  }

  @Test
  void jsonStaysTheSameJson() throws IOException {
    String answer = "{\"devices\":[{\"name\":\"" + HOSTILE + "\"}]}";
    server.on("GET /api/device/list/?details", 200, answer);

    assertThat(terminal.ask(server, "device list --json")).isZero();

    assertHarmless(terminal.out());
    assertThat(JsonObject.parse("out", terminal.out()))
        .hasToString(JsonObject.parse("in", answer).toString());
  }

  @Test
  void whatTheUserTypedIsNoExceptionToIt() {
    terminal.call("device", "show", "x", "--server", "ftp://\u001b[2J");

    assertThat(terminal.err()).contains("\\u001b[2J");
    assertHarmless(terminal.err());
  }

  @Test
  void whoDrawsGoesAroundIt() {
    StringWriter written = new StringWriter();
    PrintWriter raw = new PrintWriter(written);
    PrintWriter safe = SafeWriter.over(raw);

    safe.print('\u001b');
    safe.print("\u001b".toCharArray());
    safe.print("\u001b");
    safe.flush();
    SafeWriter.raw(safe).print("\u001b[K");

    assertThat(written.toString()).isEqualTo("\\u001b".repeat(3) + "\u001b[K");
    assertThat(SafeWriter.over(safe)).isSameAs(safe);
    assertThat(SafeWriter.raw(raw)).isSameAs(raw);
  }

  @Test
  void aLineIsThereAtOnce() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    SafeWriter.over(new PrintWriter(written, true)).println("mozpool: no");

    assertThat(written).hasToString("mozpool: no\n");
  }

  private static void assertHarmless(String text) {
    assertThat(text.chars())
        .noneMatch(at -> at != '\n' && Character.isISOControl(at))
        .noneMatch(at -> at == 0x202e || at == 0x2028);
  }
}
