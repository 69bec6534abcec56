package io.mozpool.server.listing;

import java.util.List;

/**
 * Some rows of a list, one after the other.
 *
 * @param number of all pages that were ever read, which finds it again
 * @param isLast whether there was nothing behind it
 */
record ListPage<P>(long number, List<ListRow<P>> rows, boolean isLast) {

  long bytes() {
    return rows.stream().mapToLong(row -> row.json().length).sum();
  }
}
