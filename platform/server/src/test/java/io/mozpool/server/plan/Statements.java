package io.mozpool.server.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Statements without their values, and those that the sources of the server have. */
final class Statements {

  private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'");
  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]+\\b");
  private static final Pattern BLANK = Pattern.compile("\\s+");

  private static final String LITERAL = "\"(?:[^\"\\\\\\n]|\\\\.)*\"";
  private static final Pattern JAVA =
      Pattern.compile(
          "\"\"\"(.*?)\"\"\"|(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)", Pattern.DOTALL);
  private static final Pattern SQL =
      Pattern.compile(
          "\\s*(select|insert into|update|delete from) .*(devices|requests|_logs)\\b.*",
          Pattern.DOTALL);

  private Statements() {}

  /** A statement with a question mark for each value. */
  static String shape(String statement) {
    String texts = TEXT.matcher(statement).replaceAll("?");
    return BLANK.matcher(NUMBER.matcher(texts).replaceAll("?")).replaceAll(" ").strip();
  }

  /** The beginnings of all that the sources say of tables that grow, as far as it is constant. */
  static List<String> inSources(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(Statements::in)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> in(Path file) {
    try {
      return JAVA
          .matcher(Files.readString(file))
          .results()
          .map(Statements::value)
          .filter(text -> SQL.matcher(text).matches())
          .map(Statements::beginning)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String value(MatchResult literal) {
    String text =
        literal.group(1) != null
            ? literal.group(1)
            : literal.group(2).replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("^\"|\"$", "");
    return text.replace("\\\n", "").replace("\\\\", "\\");
  }

  /** Up to where a value is filled in. */
  private static String beginning(String statement) {
    return shape(statement.replaceFirst("(?s)(%[0-9s]|\\?|:[a-zA-Z]).*$", ""));
  }
}
