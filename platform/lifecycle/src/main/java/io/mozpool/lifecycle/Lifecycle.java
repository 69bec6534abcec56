package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * A state machine as a table. Pure: from where a machine stands, what happened and what is true
 * follows what to store, how long to wait and what to do. Immutable, for any thread.
 *
 * @param <F> facts, which are true when they are in the set that is handed in
 * @param <W> writes, done in the transaction of the step
 * @param <E> effects, done after the commit
 */
public final class Lifecycle<F extends Enum<F>, W extends Enum<W>, E extends Enum<E>> {

  private final Map<String, Row<F, W, E>> rows;
  private final Row<F, W, E> unknown;
  private final SortedSet<String> events;
  private final BiConsumer<W, Set<F>> consequences;

  /**
   * Makes a machine of its table.
   *
   * @param rows the table, in the order in which it is shown
   * @param unknown the state as which a machine behaves whose state is not in the table
   * @param consequences changes the facts as a write does, for the rows that follow in one step
   */
  public Lifecycle(
      Collection<Row<F, W, E>> rows, State unknown, BiConsumer<W, Set<F>> consequences) {
    this(byName(rows), unknown.wireName(), consequences);
  }

  private Lifecycle(
      Map<String, Row<F, W, E>> rows, String unknown, BiConsumer<W, Set<F>> consequences) {
    this.rows = Collections.unmodifiableMap(rows);
    this.unknown = row(unknown);
    SortedSet<String> all = new TreeSet<>();
    rows.values().forEach(row -> all.addAll(row.events().keySet()));
    this.events = Collections.unmodifiableSortedSet(all);
    this.consequences = consequences;
  }

  private static <F, W, E> Map<String, Row<F, W, E>> byName(Collection<Row<F, W, E>> rows) {
    Map<String, Row<F, W, E>> byName = new LinkedHashMap<>();
    for (Row<F, W, E> row : rows) {
      String name = row.state().wireName();
      if (byName.put(name, row) != null) {
        throw new IllegalArgumentException("state '%s' has two rows".formatted(name));
      }
    }
    return byName;
  }

  /** The transition an event causes; empty where the state does not accept it as things are. */
  public Optional<Transition<W, E>> on(String event, Snapshot now, Set<F> facts) {
    Row<F, W, E> row = rowOf(now);
    Walk<F, W, E> walk = walk(now, facts, event);
    return leave(row, row.events().getOrDefault(event, List.of()), walk)
        .or(() -> walk.stayingIn(row));
  }

  /** The transition when time is up; a machine whose state never times out stays as it is. */
  public Transition<W, E> onTimeout(Snapshot now, Set<F> facts) {
    Row<F, W, E> row = rowOf(now);
    Walk<F, W, E> walk = walk(now, facts, "timeout");
    return leave(row, row.onTimeout(), walk).orElseGet(() -> walk.restingIn(row));
  }

  /**
   * The transition by which a person puts the machine into a state: only its entry is run.
   *
   * @throws IllegalArgumentException for a state that is not in the table
   */
  public Transition<W, E> force(String target, Snapshot now, Set<F> facts) {
    return enter(row(target), walk(now, facts, "forced"));
  }

  /** What a server that starts or takes over asks again for a machine that stands there. */
  public List<E> asksAgain(Snapshot now, Set<F> facts) {
    // Its attempts were counted when it came here.
    Walk<F, W, E> walk = walk(now, facts, "asked again");
    walk.take(rowOf(now).entry().stream().filter(step -> !(step instanceof Step.Count)).toList());
    return walk.target().isPresent() ? List.of() : walk.effects();
  }

  /** Whether the table has this state. */
  public boolean knows(String state) {
    return rows.containsKey(state);
  }

  /** All states in table order. */
  public Set<String> states() {
    return rows.keySet();
  }

  /** The events that any state listens to, in alphabetical order. */
  public SortedSet<String> events() {
    return events;
  }

  /** The events that a state listens to, in alphabetical order. */
  public SortedSet<String> events(String state) {
    return new TreeSet<>(rows.getOrDefault(state, unknown).events().keySet());
  }

  /** The rows in table order. */
  public Collection<Row<F, W, E>> rows() {
    return rows.values();
  }

  /** The timeouts of the states that have one, in table order. */
  public Map<String, Duration> timeouts() {
    Map<String, Duration> timeouts = new LinkedHashMap<>();
    rows.forEach((name, row) -> row.timeout().ifPresent(wait -> timeouts.put(name, wait)));
    return Collections.unmodifiableMap(timeouts);
  }

  /**
   * The same machine with other timeouts.
   *
   * @throws IllegalArgumentException for a negative one, and for a state that is not in the table
   *     or has no timeout
   */
  public Lifecycle<F, W, E> withTimeouts(Map<String, Duration> overrides) {
    Map<String, Row<F, W, E>> changed = new LinkedHashMap<>(rows);
    overrides.forEach((state, wait) -> changed.put(state, rowWithTimeout(state, wait)));
    return new Lifecycle<>(changed, unknown.state().wireName(), consequences);
  }

  private Row<F, W, E> rowWithTimeout(String state, Duration wait) {
    Row<F, W, E> row = row(state);
    if (row.timeout().isEmpty() || wait.isNegative()) {
      throw new IllegalArgumentException(
          "timeout %s of state '%s': expected 0 or more, and one of the states that have a timeout: %s"
              .formatted(wait, state, String.join(", ", timeouts().keySet())));
    }
    return row.withTimeout(wait);
  }

  private Optional<Transition<W, E>> leave(
      Row<F, W, E> row, List<Step<F, W, E>> steps, Walk<F, W, E> walk) {
    walk.take(steps);
    Optional<State> target = walk.target();
    if (target.isPresent() && !target.get().equals(row.state())) {
      walk.take(row.leaving());
    }
    return target.map(state -> enter(row(state.wireName()), walk));
  }

  private Transition<W, E> enter(Row<F, W, E> row, Walk<F, W, E> walk) {
    walk.arrive(row.state().wireName());
    walk.take(row.entry());
    return walk.target()
        .map(next -> enter(row(next.wireName()), walk))
        .orElseGet(() -> walk.restingIn(row));
  }

  private Walk<F, W, E> walk(Snapshot now, Set<F> facts, String cause) {
    return new Walk<>(now, facts, consequences, cause);
  }

  private Row<F, W, E> rowOf(Snapshot now) {
    return rows.getOrDefault(now.state(), unknown);
  }

  private Row<F, W, E> row(String state) {
    Row<F, W, E> row = rows.get(state);
    if (row == null) {
      throw new IllegalArgumentException(
          "no state '%s'; expected one of %s".formatted(state, String.join(", ", rows.keySet())));
    }
    return row;
  }
}
