package io.mozpool.cli.db;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the pool that is moved.
 *
 * @param values as texts, by column
 */
record Entry(String table, Map<String, @Nullable String> values) {

  boolean has(String column) {
    return values.containsKey(column);
  }

  @Nullable String text(String column) {
    return values.get(column);
  }

  /** As {@link #text(String)}, with a word for none. */
  String text(String column, String none) {
    String text = values.get(column);
    return text == null || text.isEmpty() ? none : text;
  }

  /** A key of the database's; 0, which is none, where there is none. */
  long key(String column) {
    return Long.parseLong(text(column, "0"));
  }

  boolean flag(String column) {
    String text = text(column, "0");
    return text.equals("1") || text.equalsIgnoreCase("true");
  }

  /** Says that it is not taken. */
  RefusedException refused(String why) {
    return new RefusedException(
        "%s '%s': %s".formatted(table, text("name", values.toString()), why));
  }
}
