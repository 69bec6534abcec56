package io.mozpool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Completions and manual pages: all commands are in them, and bash and man take them. */
class ShellFilesTest {

  private static final CommandLine MOZPOOL = Mozpool.commandLine();

  @TempDir private static Path share;

  @BeforeAll
  static void write() throws IOException {
    ShellFiles.write(share, MOZPOOL);
  }

  @ParameterizedTest
  @CsvSource({
    "mozpool dev,device",
    "mozpool request ret,return",
    "mozpool request new --dura,--duration"
  })
  void bashCompletes(String words, String completion) throws Exception {
    String script =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; };"
            + " _complete_mozpool; echo ${COMPREPLY[@]}";
    Path file = share.resolve("bash-completion/completions/mozpool");
    assertThat(output("bash", "-c", script.formatted(file, words))).isEqualTo(completion + "\n");
  }

  @Test
  void fishKnowsAllCommandsAndOptions() throws IOException {
    String script = Files.readString(share.resolve("fish/vendor_completions.d/mozpool.fish"));
    all(MOZPOOL)
        .skip(1)
        .forEach(
            command -> {
              assertThat(script).contains(" -a " + command.getCommandName() + " -d '");
              options(command)
                  .forEach(
                      option -> assertThat(script).contains(" -l " + option.substring(2) + " "));
            });
    assertThat(script.lines()).allMatch(line -> line.startsWith("complete -c mozpool "));
    assertThat(script)
        .contains(
            "complete -c mozpool -n '__fish_seen_subcommand_from config; and not"
                + " __fish_seen_subcommand_from check' -l config -r -F -d 'The configuration file");
  }

  @Test
  void manualPagesHoldAllCommandsAndOptions() throws IOException {
    for (CommandLine command : MOZPOOL.getSubcommands().values()) {
      String page =
          Files.readString(share.resolve("man/man1/mozpool-" + command.getCommandName() + ".1"));
      assertThat(page.replace("\\-", "-"))
          .contains(all(command).map(each -> each.getCommandSpec().qualifiedName()).toList())
          .contains(
              all(command).flatMap(ShellFilesTest::options).map(o -> o.substring(2)).toList());
    }
    assertThat(Files.readString(share.resolve("man/man1/mozpool.1")))
        .contains("hardware\\-type", ".SH EXIT STATUS", "mozpool\\-request\\fR(1)");
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(ShellFilesTest::all));
  }

  private static Stream<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden() && !option.inherited())
        .map(OptionSpec::longestName);
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
