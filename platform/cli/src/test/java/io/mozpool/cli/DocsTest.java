package io.mozpool.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the guides say exists: files that they lead to, commands, and the code that they quote. */
class DocsTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
  private static final Pattern IN_SENTENCE = Pattern.compile("`mozpool [a-z][^`]*`");
  private static final Pattern NAMED = Pattern.compile("(?<![\\w.'/-])mozpool( [a-z][a-z-]*)+");
  private static final String SOURCES = sources();

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .map(ROOT::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) {
    Path directory = ROOT.resolve(page).getParent();
    assertThat(LINK.matcher(text(ROOT.resolve(page))).results().map(link -> link.group(1)))
        .allSatisfy(link -> assertThat(directory.resolve(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandCanBeCalled(Path page) {
    assertThat(
            blocks(page, "sh")
                .flatMap(block -> block.replace("\\\n", " ").lines())
                .filter(line -> line.matches("(dist/)?mozpool .*")))
        .allSatisfy(DocsTest::assertIsCommand);
  }

  /** In sentences arguments may be missing. */
  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandInASentenceIsThere(Path page) {
    assertThat(IN_SENTENCE.matcher(text(ROOT.resolve(page))).results().map(MatchResult::group))
        .allSatisfy(
            sentence -> {
              CommandLine command = Mozpool.commandLine();
              for (String word : words(sentence.replace("`", ""))) {
                if (!command.getSubcommands().isEmpty() && !word.startsWith("-")) {
                  assertThat(command.getSubcommands()).containsKey(word);
                  command = command.getSubcommands().get(word);
                }
              }
            });
  }

  @Test
  void everyCommandThatAPageNamesCanBeCalled() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("platform/pages/src/main/resources/pages"))) {
      List<String> commands =
          files
              .filter(file -> file.toString().matches(".*\\.(js|html)"))
              .flatMap(file -> NAMED.matcher(text(file)).results())
              .map(MatchResult::group)
              .toList();
      assertThat(commands).isNotEmpty().allSatisfy(DocsTest::assertIsCommand);
    }
  }

  private static void assertIsCommand(String line) {
    assertThatCode(() -> Mozpool.commandLine(words(line)).parseArgs(words(line)))
        .as(line)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void quotedCodeIsThatOfTheSources(Path page) {
    assertThat(blocks(page, "java").filter(block -> !SOURCES.contains(block))).isEmpty();
  }

  private static Stream<String> blocks(Path page, String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(text(ROOT.resolve(page)))
        .results()
        .map(block -> block.group(1));
  }

  /** What follows the name of the program, without a comment or a sign of the shell. */
  private static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .skip(1)
        .takeWhile(word -> !word.group().matches("#|&|\\|"))
        .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
        .toArray(String[]::new);
  }

  private static String sources() {
    return Stream.of("plugin-api", "plugins", "platform/client")
        .flatMap(DocsTest::javaFiles)
        .map(DocsTest::text)
        .collect(joining());
  }

  private static Stream<Path> javaFiles(String directory) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
