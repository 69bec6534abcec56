package io.mozpool.server.stream;

import io.mozpool.server.change.Change;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest changes of one server, for those who come back. Not safe for use by many threads. */
final class Ring {

  private static final int CAPACITY = 10_000;

  private final Deque<Change> changes = new ArrayDeque<>();
  private Mark last;

  /**
   * @param last what the first change comes after
   */
  Ring(Mark last) {
    this.last = last;
  }

  /** The last change's. */
  Mark last() {
    return last;
  }

  /**
   * Adds a change.
   *
   * @return its mark
   */
  Mark add(Change change) {
    last = last.next();
    changes.add(change);
    if (changes.size() > CAPACITY) {
      changes.remove();
    }
    return last;
  }

  /** All that came after a mark; empty where it does not reach back so far. */
  Optional<List<Change>> since(Mark mark) {
    long missed = last.number() - mark.number();
    return mark.run().equals(last.run()) && missed >= 0 && missed <= changes.size()
        ? Optional.of(changes.stream().skip(changes.size() - missed).toList())
        : Optional.empty();
  }
}
