package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** The commands that guides, pages, settings and messages name: the command takes each of them. */
class NamedCommandsTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  /** The program as shells call it: in another directory, for another user, with variables. */
  private static final Pattern CALL =
      Pattern.compile("(?:(?:sudo|env|\\$|\\w+=\\S*|-u \\w+) )*(?:\\S*/)?mozpool (.*)");

  /** The program in running text. */
  private static final Pattern MENTION =
      Pattern.compile("(?:[`']|\\{@code |run: )(?:dist/)?mozpool ([^`'}\"\n]+)");

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");

  static List<Path> guides() {
    return Stream.concat(Stream.of("README.md", "CHANGELOG.md").map(Path::of), files("docs", ".md"))
        .toList();
  }

  static List<Path> sources() {
    return Stream.of(
            guides().stream(),
            files("platform/pages/src/main", ".js"),
            files("platform/pages/src/main", ".html"),
            files("dist/src/main", ""),
            Stream.of("platform", "plugins", "plugin-api")
                .flatMap(room -> files(room, ".java"))
                .filter(file -> file.toString().contains("/src/main/")))
        .flatMap(each -> each)
        .filter(file -> !mentions(file).isEmpty())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("guides")
  void everyCallOfAGuideIsOne(Path guide) {
    assertThat(calls(guide)).allSatisfy(call -> accept(call));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyCommandThatIsNamedIsThere(Path source) {
    assertThat(mentions(source)).allSatisfy(NamedCommandsTest::know);
  }

  @Test
  void thereAreSome() {
    assertThat(calls(Path.of("docs/operators-guide.md"))).hasSizeGreaterThan(30);
    assertThat(mentions(Path.of("platform/pages/src/main/resources/pages/views/pool.js")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inventory sync", "device lst", "device list --stat ready", "nonsense"})
  void aCommandThatIsNotThereIsFound(String command) {
    assertThatCode(() -> know(command)).isInstanceOf(CommandLine.UnmatchedArgumentException.class);
  }

  private static void accept(String call) {
    assertThatCode(() -> parse(call)).doesNotThrowAnyException();
  }

  /** Text may leave out what a command needs. */
  private static void know(String mention) {
    try {
      parse(mention.replaceAll("\\s*(?:…|\\.\\.\\.).*", ""));
    } catch (MissingParameterException e) {
      // the command itself is there
    }
  }

  private static void parse(String call) {
    String[] words =
        WORD.matcher(call)
            .results()
            .takeWhile(word -> !word.group().matches("#|&|\\||>|2>.*|;"))
            .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
            .toArray(String[]::new);
    Mozpool.commandLine(words).parseArgs(words);
  }

  private static List<String> calls(Path guide) {
    return Pattern.compile("(?s)```sh\n(.*?)```")
        .matcher(text(guide))
        .results()
        .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
        .map(CALL::matcher)
        .filter(call -> call.matches() && !call.group().contains(".md"))
        .map(call -> call.group(1))
        .toList();
  }

  private static List<String> mentions(Path file) {
    return MENTION.matcher(text(file)).results().map(mention -> mention.group(1)).toList();
  }

  private static Stream<Path> files(String directory, String end) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(end) && Files.isRegularFile(file))
          .map(ROOT::relativize)
          .filter(file -> !file.toString().contains("target/"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
