package io.mozpool.host;

import org.jspecify.annotations.Nullable;

/**
 * What a plugin says of itself when it is asked, which may be nothing.
 *
 * @param asked the class and the method, as in {@code name() of org.example.Board}
 */
record Answer(String asked) {

  private static final int LONGEST_NAME = 100;

  static Answer of(Object extension, String method) {
    return new Answer(method + " of " + extension.getClass().getName());
  }

  /** The value. */
  <T> T there(@Nullable T value) {
    if (value == null) {
      throw expected("something", "null");
    }
    return value;
  }

  /** A text of one line, for people and for addresses. */
  String text(@Nullable String value) {
    String text = there(value);
    boolean named = !text.isBlank() && text.length() <= LONGEST_NAME;
    if (!named || text.codePoints().anyMatch(Character::isISOControl)) {
      throw expected("a name of up to " + LONGEST_NAME + " characters", "'" + text + "'");
    }
    return text;
  }

  RefusedException expected(String expected, String given) {
    return new RefusedException("%s: expected %s, not %s".formatted(asked, expected, given));
  }
}
