package io.mozpool.server.web;

import org.jspecify.annotations.Nullable;

/** Numbers in paths and queries. */
public final class Numbers {

  private Numbers() {}

  /** A request's number; negative ones are numbers, though nobody has them. */
  public static long requestId(String text) {
    return rowId("request", text);
  }

  /** The number of a row. */
  public static long rowId(String key, String text) {
    if (!text.matches("-?[0-9]{1,18}")) {
      throw ApiException.bad(key, "'" + text + "'", "a number");
    }
    return Long.parseLong(text);
  }

  /** A number of a query that may be missing, which counts as 0. */
  public static long orZero(String key, @Nullable String text) {
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,10}")) {
      throw ApiException.bad(key, "'" + text + "'", "a number of 0 or more");
    }
    return Long.parseLong(text);
  }
}
