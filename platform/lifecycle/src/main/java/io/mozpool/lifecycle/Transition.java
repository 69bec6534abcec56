package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step of a machine stores, and what it does once that is stored.
 *
 * @param path wire names from the old state to the new one, with the rows passed on the way; one
 *     name where the machine re-enters its state or stays
 * @param counters all counters afterwards
 * @param dueIn after how long the machine is due again: zero means now, empty means never
 * @param writes what goes into the database in the same transaction, in this order
 * @param effects what is asked of hardware and other servers after the commit, in this order
 * @param why the event, {@code timeout} or {@code forced}, and what was missing or spent
 */
public record Transition<W, E>(
    List<String> path,
    Map<String, Integer> counters,
    Optional<Duration> dueIn,
    List<W> writes,
    List<E> effects,
    String why) {

  public Transition {
    path = List.copyOf(path);
    counters = Map.copyOf(counters);
    writes = List.copyOf(writes);
    effects = List.copyOf(effects);
  }

  /** The state that was left. */
  public String from() {
    return path.get(0);
  }

  /** The state that was reached. */
  public String to() {
    return path.get(path.size() - 1);
  }

  /** Whether this is more than a re-entry; only then is it logged. */
  public boolean changesState() {
    return path.size() > 1;
  }
}
