package io.mozpool.server.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads rows by many numbers at once. */
public final class Keys {

  private static final int AT_ONCE = 500;

  private Keys() {}

  /**
   * Reads them by so many queries as it takes; by none where there are no numbers.
   *
   * @param query reads those in a list, as in {@code (1, 2)}
   */
  public static <T> List<T> read(Collection<Long> ids, Function<String, List<T>> query) {
    List<Long> all = List.copyOf(ids);
    List<T> rows = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      rows.addAll(
          query.apply(
              all.subList(from, Math.min(from + AT_ONCE, all.size())).stream()
                  .map(Object::toString)
                  .collect(Collectors.joining(", ", "(", ")"))));
    }
    return rows;
  }
}
