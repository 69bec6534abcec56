package io.mozpool.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guides say exists: files that they lead to, and the code that they quote. */
class DocsTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
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
  void quotedCodeIsThatOfTheSources(Path page) {
    assertThat(blocks(page, "java").filter(block -> !SOURCES.contains(block))).isEmpty();
  }

  private static Stream<String> blocks(Path page, String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(text(ROOT.resolve(page)))
        .results()
        .map(block -> block.group(1));
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
