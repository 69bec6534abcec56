package io.mozpool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.cli.terminal.StandardStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of output that cannot be written, and of letters that a locale may not have. */
class OutputTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.on("GET /api/device/list/?details", 200, "{\"devices\": [{\"name\": \"plüsch\"}]}");
    server.on("GET /api/admin/plugins/", 200, "{\"plugins\": []}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "help",
        "help device list",
        "device list",
        "device list --json",
        "plugins --json"
      })
  void outputThatGetsLostIsAFailure(String command) {
    assertThat(run(new FullDisk(), command)).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .endsWith("mozpool: cannot write to standard output: " + FullDisk.REASON + "\n");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNotTalkedAbout() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThat(run(closed, "device list")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"device list", "device list --json"})
  void outputIsInUtf8(String command) {
    assertThat(run(out, command)).isZero();
    assertThat(out.toString(UTF_8)).contains("plüsch");
  }

  private int run(OutputStream to, String command) {
    String[] words = command.split(" ");
    if (command.startsWith("device") || command.startsWith("plugins")) {
      words = (command + " --server " + server.url()).split(" ");
    }
    return Mozpool.run(StandardStream.to(to), StandardStream.to(err), words);
  }
}
