package io.mozpool.cli.catalogue;

import io.mozpool.server.text.TextLimit;
import io.mozpool.server.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form that values of a catalogue have; the bounds are the server's. */
enum Form {
  NAME("a text of 1 to 64 characters that a path can hold"),
  NAME_OR_NONE("a text of at most 64 characters, or null"),
  DESCRIPTION("a text of at most 255 characters"),
  CONTENTS("a text"),
  FLAG("true or false"),
  TEXTS("a list of texts of 1 to 255 characters");

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_QUOTE = 200;

  private final String expected;

  Form(String expected) {
    this.expected = expected;
  }

  String expected() {
    return expected;
  }

  /**
   * Reads a value.
   *
   * @param key names it in the message
   * @throws BadValueException where it is of another form
   */
  @Nullable Object read(String key, @Nullable Object value) throws BadValueException {
    return switch (this) {
      case NAME -> text(key, value, 1, LONGEST_NAME);
      case NAME_OR_NONE ->
          value == null || value.equals("") ? null : text(key, value, 1, LONGEST_NAME);
      case DESCRIPTION -> value == null ? "" : text(key, value, 0, LONGEST_TEXT);
      case CONTENTS -> contents(key, text(key, value, 1, Integer.MAX_VALUE));
      case FLAG -> flag(key, value);
      case TEXTS -> texts(key, value);
    };
  }

  private String text(String key, @Nullable Object value, int shortest, int longest)
      throws BadValueException {
    if (value instanceof String text) {
      boolean fits = text.length() >= shortest && text.length() <= longest;
      if (fits && Texts.isUnicode(text) && (this != NAME || Texts.fitsPath(text))) {
        return text;
      }
    }
    throw unexpected(key, expected, value);
  }

  private static String contents(String key, String text) throws BadValueException {
    String problem = TextLimit.PXE_CONFIG.problem(key, text).orElse("");
    if (!problem.isEmpty()) {
      throw new BadValueException(problem);
    }
    return text;
  }

  private boolean flag(String key, @Nullable Object value) throws BadValueException {
    if ("true".equals(value) || "false".equals(value)) {
      return "true".equals(value);
    }
    throw unexpected(key, expected, value);
  }

  private List<String> texts(String key, @Nullable Object value) throws BadValueException {
    if (!(value instanceof List<?> items)) {
      throw unexpected(key, expected, value);
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      texts.add(text(key, item, 1, LONGEST_TEXT));
    }
    return texts;
  }

  /** The sentence about a value that is not as it should be. */
  static BadValueException unexpected(String key, String expected, @Nullable Object value) {
    String text =
        value instanceof Map<?, ?>
            ? "a map"
            : value instanceof List<?> ? "a list" : "'" + value + "'";
    String quoted = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return new BadValueException("%s: expected %s, not %s".formatted(key, expected, quoted));
  }
}
