package io.mozpool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are given, and where. */
class JsonTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void allFiguresAreThere() {
    assertThat(Json.text(Example.report()))
        .startsWith("{\n  \"mozpool\" : \"1.0.0\",\n  \"machine\" : {\n    \"cores\" : 2\n  },\n")
        .contains("\"generator_per_second\" : 55292.400,")
        .contains("\"row\" : \"events-16\",")
        .contains("\"generator\" : \"16 clients, closed loop, keep-alive\",")
        .contains("\"value\" : 3456.700,\n    \"unit\" : \"/s\",\n    \"at_least\" : 3000,")
        .contains("\"bare_commits_per_second\" : 8000,\n    \"of_bare\" : 0.432,")
        .contains("\"reached\" : true,")
        .contains("\"faults\" : {\n      \"devices not ready\" : 3\n    },")
        .contains("\"at_most\" : 0.500,")
        .contains("\"slowest_of_fastest\" : 0.950")
        .endsWith("}\n");
  }

  @Test
  void aDashSendsItToStandardOutputAndTheTableToStandardError() throws IOException {
    Example.report().tell("-", new PrintWriter(out), new PrintWriter(err));
    assertThat(out.toString()).isEqualTo(Json.text(Example.report()));
    assertThat(err.toString()).endsWith(Table.text(Example.report()));
  }

  @Test
  void aFileGetsItBesideTheTable() throws IOException {
    Path file = directory.resolve("bench.json");
    Example.report().tell(file.toString(), new PrintWriter(out), new PrintWriter(err));
    assertThat(Files.readString(file)).isEqualTo(Json.text(Example.report()));
    assertThat(out.toString()).endsWith(Table.text(Example.report()));
    assertThat(err.toString()).isEmpty();
  }
}
