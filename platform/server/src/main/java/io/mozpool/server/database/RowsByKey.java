package io.mozpool.server.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Reads rows by their keys, many with one query, which costs little more than the query of one. Any
 * thread may call.
 *
 * @param <K> a key that is a column of one row
 * @param <V> what is made of a row
 */
public final class RowsByKey<K, V> {

  private static final int MOST = 256;

  private final Database database;
  private final String query;
  private final Database.RowReader<V> reader;

  /**
   * @param query ends with the column of the keys
   */
  public RowsByKey(Database database, String query, Database.RowReader<V> reader) {
    this.database = database;
    this.query = query;
    this.reader = reader;
  }

  /**
   * The rows that there are, of these keys; none is asked for where there are no keys.
   *
   * @throws DatabaseException where the database failed
   */
  public List<V> read(Collection<K> keys) {
    List<K> distinct = keys.stream().distinct().toList();
    List<V> rows = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += MOST) {
      rows.addAll(readAtOnce(distinct.subList(from, Math.min(distinct.size(), from + MOST))));
    }
    return rows;
  }

  private List<V> readAtOnce(List<K> keys) {
    List<K> parameters = new ArrayList<>(keys);
    K last = keys.get(keys.size() - 1);
    while (Integer.bitCount(parameters.size()) != 1) {
      parameters.add(last); // few lengths are few statements for the database to know
    }
    String marks = String.join(", ", Collections.nCopies(parameters.size(), "?"));
    return database.all(reader, query + " in (" + marks + ")", parameters.toArray());
  }
}
