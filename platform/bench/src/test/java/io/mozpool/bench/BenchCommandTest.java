package io.mozpool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.bench.row.Row;
import io.mozpool.bench.row.Rows;
import io.mozpool.bench.site.BenchException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command makes of its options before it starts anything. */
class BenchCommandTest {

  private final StringWriter err = new StringWriter();
  private final CommandLine bench =
      new CommandLine(new BenchCommand()).setErr(new PrintWriter(err));

  @Test
  void aServerAndADatabaseExcludeEachOther() {
    assertThat(bench.execute("--server", "http://localhost:1", "--db", "jdbc:mysql://localhost/x"))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("--server and --db: expected one of them at most");
  }

  @Test
  void aSoakHasItsOwnRowsAndServer() {
    assertThat(bench.execute("--soak=1m", "--rows", "state")).isEqualTo(2);
    assertThat(bench.execute("--soak", "--server", "http://localhost:1")).isEqualTo(2);
    assertThat(err.toString()).contains("--soak: expected without --server and --rows");
  }

  @Test
  void aDurationThatIsNoneIsQuoted() {
    assertThat(bench.execute("--soak=0m")).isEqualTo(2);
    assertThat(err.toString()).contains("expected a duration such as 90s or 30m, not '0m'");
  }

  @Test
  void anotherKindOfDatabaseIsRefused() {
    assertRefused("--db: expected jdbc:mysql://", "--db", "jdbc:h2:mem:x");
  }

  @Test
  void anotherKindOfServerIsRefused() {
    assertRefused("--server: expected http://host[:port], not 'ftp://x'", "--server", "ftp://x");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    assertRefused(
        "--server: http://127.0.0.1:9 does not list devices: ", "--server", "http://127.0.0.1:9");
  }

  @Test
  void withoutADistributionNothingCanBeStarted() {
    assertRefused("expected to be started by a distribution's bin/mozpool, or --server");
  }

  @Test
  void theHelpNamesAllRows() {
    String help = String.join(" ", bench.getCommandSpec().usageMessage().footer());
    assertThat(help)
        .endsWith("Rows: " + String.join(", ", Rows.all().stream().map(Row::name).toList()) + ".");
  }

  private void assertRefused(String message, String... arguments) {
    bench.parseArgs(arguments);
    assertThatThrownBy(bench.<BenchCommand>getCommand()::call)
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith(message);
  }
}
