package io.mozpool.server.listing;

import java.util.List;

/**
 * Reads a list from the database.
 *
 * @param <P> a place in the order of the list
 */
@FunctionalInterface
public interface PageSource<P> {

  /** The first rows behind a place: as many as asked for, fewer where there are no more. */
  List<ListRow<P>> behind(P place, int count);
}
