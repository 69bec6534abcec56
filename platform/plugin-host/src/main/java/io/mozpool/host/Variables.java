package io.mozpool.host;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${NAME}} and {@code ${NAME:default}} in the values of a configuration. */
record Variables(Function<String, Optional<String>> lookUp) {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

  static Variables ofEnvironment() {
    return new Variables(name -> Optional.ofNullable(System.getenv(name)));
  }

  /**
   * The text with its variables replaced.
   *
   * @throws IllegalArgumentException where one is not set and has no default
   */
  String replaceIn(String text) {
    return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match)));
  }

  private String value(MatchResult match) {
    String name = match.group(1);
    return lookUp
        .apply(name)
        .or(() -> Optional.ofNullable(match.group(2)))
        .orElseThrow(
            () -> new IllegalArgumentException("environment variable " + name + " is not set"));
  }
}
