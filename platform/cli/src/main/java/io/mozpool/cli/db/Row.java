package io.mozpool.cli.db;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row to be. The first value is what it is known by. */
final class Row {

  private final String table;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private Row(String table) {
    this.table = table;
  }

  static Row of(String table) {
    return new Row(table);
  }

  Row set(String column, @Nullable Object value) {
    values.put(column, value);
    return this;
  }

  Collection<@Nullable Object> values() {
    return values.values();
  }

  /** The statement that inserts it, its values as parameters. */
  String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(
            table,
            String.join(", ", values.keySet()),
            String.join(", ", Collections.nCopies(values.size(), "?")));
  }

  @Override
  public String toString() {
    return table + " '" + values.values().iterator().next() + "'";
  }
}
