package io.mozpool.server.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks and quotes texts from outside. */
public final class Texts {

  /** The longest part of a client's value that a message repeats, in characters. */
  public static final int QUOTED = 200;

  private static final String CUT = "…";

  private Texts() {}

  /** Whether a text can be stored and shown everywhere: no half of a surrogate pair, no NUL. */
  public static boolean isUnicode(String text) {
    return text.codePoints().noneMatch(Texts::isForbidden);
  }

  /** Whether bytes are such a text in UTF-8. */
  public static boolean isUnicode(byte[] bytes) {
    try {
      return isUnicode(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether a name can be part of a path: browsers take some for a way to another directory. */
  public static boolean fitsPath(String name) {
    return !name.equals(".") && !name.equals("..");
  }

  /** A client's value for a message: its beginning, with forbidden characters escaped. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      String next = isForbidden(point) ? "\\u%04x".formatted(point) : Character.toString(point);
      boolean last = at + Character.charCount(point) == text.length();
      if (quoted.length() + next.length() > (last ? QUOTED : QUOTED - CUT.length())) {
        return quoted + CUT;
      }
      quoted.append(next);
      at += Character.charCount(point);
    }
    return quoted.toString();
  }

  /** The size of a text in UTF-8. */
  static int bytes(String text) {
    return text.codePoints().map(Texts::bytes).sum();
  }

  /** The beginning of a text, so that it has no more bytes than this with the mark at its end. */
  static String cut(String text, int bytes) {
    int left = bytes - bytes(CUT);
    int at = 0;
    while (at < text.length() && left >= bytes(text.codePointAt(at))) {
      left -= bytes(text.codePointAt(at));
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(0, at) + CUT;
  }

  private static boolean isForbidden(int point) {
    return point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static int bytes(int point) {
    if (point < 0x80) {
      return 1;
    } else if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
