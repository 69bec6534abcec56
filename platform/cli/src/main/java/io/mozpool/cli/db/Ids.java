package io.mozpool.cli.db;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids that the rows of a table have here, by those that they had. */
record Ids(String table, Map<Long, Long> byOld) {

  static Ids of(String table) {
    return new Ids(table, new HashMap<>());
  }

  void put(Entry entry, long id) {
    byOld.put(entry.key("id"), id);
  }

  /**
   * The id that an entry's column points to; null where it points to nothing.
   *
   * @throws RefusedException where what it points to is not there
   */
  @Nullable Long find(Entry entry, String column) throws RefusedException {
    if (entry.text(column) == null) {
      return null;
    }
    Long id = byOld.get(entry.key(column));
    if (id == null) {
      throw entry.refused(
          "expected a row of %s as %s, not %s".formatted(table, column, entry.text(column)));
    }
    return id;
  }
}
