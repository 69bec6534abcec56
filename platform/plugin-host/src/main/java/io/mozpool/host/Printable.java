package io.mozpool.host;

/**
 * Makes texts of strangers harmless for terminals: what would move the cursor, change colours, turn
 * the direction of writing or hide something is shown as an escape sequence of JSON, so that JSON
 * stays the same JSON.
 */
public final class Printable {

  private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
  private static final char ZERO_WIDTH_JOINER = '\u200d';

  private Printable() {}

  /** A text of several lines. */
  public static String text(String text) {
    return escaped(text, "\n\t");
  }

  /** A text that has to stay on one line. */
  public static String line(String text) {
    return escaped(text, "");
  }

  private static String escaped(String text, String kept) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first), kept)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char at = text.charAt(i);
      if (isPlain(at, kept)) {
        escaped.append(at);
      } else {
        escaped.append(escape(at));
      }
    }
    return escaped.toString();
  }

  private static String escape(char at) {
    return switch (at) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) at);
    };
  }

  private static boolean isPlain(char at, String kept) {
    if (at >= ' ' && at < 127) {
      return true;
    }
    return switch (Character.getType(at)) {
      case Character.CONTROL -> kept.indexOf(at) >= 0;
      case Character.FORMAT -> at == ZERO_WIDTH_NON_JOINER || at == ZERO_WIDTH_JOINER; // scripts
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
