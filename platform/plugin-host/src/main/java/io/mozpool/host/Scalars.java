package io.mozpool.host;

import static java.util.Map.entry;

import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The single values that a settings record may hold, and how each is written. */
final class Scalars {

  /**
   * One kind of value.
   *
   * @param expected what an operator should write, to follow the word "expected"
   * @param read throws IllegalArgumentException, DateTimeException or ArithmeticException
   */
  private record Kind(String expected, Function<String, Object> read) {}

  private static final Pattern DURATION = Pattern.compile("([0-9]+) ?(ms|s|m|h|d)");

  private final Map<Class<?>, Kind> kinds;

  /**
   * @param directory what relative paths are relative to
   */
  Scalars(Path directory) {
    kinds =
        Map.ofEntries(
            entry(String.class, new Kind("a text", text -> text)),
            entry(Integer.class, new Kind("a whole number", Integer::valueOf)),
            entry(Long.class, new Kind("a whole number", Long::valueOf)),
            entry(Double.class, new Kind("a number", Double::valueOf)),
            entry(Boolean.class, new Kind("true or false", Scalars::bool)),
            entry(
                Duration.class, new Kind("a duration such as 500ms, 1s or 10m", Scalars::duration)),
            entry(Path.class, new Kind("a path", directory::resolve)),
            entry(URI.class, new Kind("a URI", URI::create)),
            entry(Pattern.class, new Kind("a regular expression", Pattern::compile)));
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException where the text does not stand for one; the message says what
   *     was expected and quotes it
   */
  Object read(String text, Class<?> type) {
    Kind kind = kind(type);
    try {
      return kind.read().apply(text);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException("expected " + kind.expected() + ", not '" + text + "'", e);
    }
  }

  /** What a value of this type looks like, to follow the word "expected". */
  String expected(Class<?> type) {
    return kind(type).expected();
  }

  private Kind kind(Class<?> type) {
    if (type.isEnum()) {
      List<Enum<?>> constants =
          Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
      return new Kind(
          constants.stream().map(Scalars::word).collect(Collectors.joining(", ", "one of ", "")),
          text -> constant(constants, text));
    }
    return Optional.ofNullable(kinds.get(MethodType.methodType(type).wrap().returnType()))
        .orElseThrow(() -> new IllegalArgumentException("settings cannot be of " + type));
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Duration duration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Object constant(List<Enum<?>> constants, String text) {
    return constants.stream()
        .filter(constant -> word(constant).equalsIgnoreCase(text.replace('_', '-')))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  /** How a constant is written in the configuration. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
