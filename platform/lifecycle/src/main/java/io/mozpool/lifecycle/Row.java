package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table: what is done on entry, how long the machine then rests there, and what ends
 * the rest. Immutable; each method gives a new row. A row whose entry goes on to another state is
 * passed within one step and never stored.
 */
@SuppressWarnings("varargs") // the arrays are copied at once
public final class Row<F, W, E> {

  private final State state;
  private final List<Step<F, W, E>> entry;
  private final @Nullable Duration timeout;
  private final List<Step<F, W, E>> onTimeout;
  private final Map<String, List<Step<F, W, E>>> events;
  private final List<Step<F, W, E>> leaving;

  private Row(
      State state,
      List<Step<F, W, E>> entry,
      @Nullable Duration timeout,
      List<Step<F, W, E>> onTimeout,
      Map<String, List<Step<F, W, E>>> events,
      List<Step<F, W, E>> leaving) {
    this.state = state;
    this.entry = entry;
    this.timeout = timeout;
    this.onTimeout = onTimeout;
    this.events = events;
    this.leaving = leaving;
  }

  /** A row that does nothing, rests for ever and listens for nothing. */
  public static <F, W, E> Row<F, W, E> in(State state) {
    return new Row<>(state, List.of(), null, List.of(), Map.of(), List.of());
  }

  /** What is done on entry, and on every re-entry. */
  @SafeVarargs
  public final Row<F, W, E> entry(Step<F, W, E>... steps) {
    return new Row<>(state, List.of(steps), timeout, onTimeout, events, leaving);
  }

  /** How long the machine rests here, and what is done when time is up; it must lead somewhere. */
  @SafeVarargs
  public final Row<F, W, E> within(Duration wait, Step<F, W, E>... steps) {
    if (steps.length == 0 || !(steps[steps.length - 1] instanceof Step.Go)) {
      throw new IllegalArgumentException(
          "state '%s': its timeout must end by going to a state".formatted(state.wireName()));
    }
    return new Row<>(state, entry, wait, List.of(steps), events, leaving);
  }

  /** What an event does; where its steps lead nowhere, it is not accepted. */
  @SafeVarargs
  public final Row<F, W, E> on(Event event, Step<F, W, E>... steps) {
    return on(event, List.of(steps));
  }

  /** An event that counts as the timeout that was set before; for one that ends all tries. */
  public Row<F, W, E> failsOn(Event event) {
    return on(event, onTimeout);
  }

  /**
   * An event after which the timeout does not wait for its time: it comes after a pause, so that
   * failures that come at once do not use up all tries at once.
   */
  public Row<F, W, E> failsOn(Event event, Duration pause) {
    return on(event, List.of(Steps.timeOutIn(pause)));
  }

  /** The events that several rows have in common. */
  public Row<F, W, E> accepting(UnaryOperator<Row<F, W, E>> events) {
    return events.apply(this);
  }

  /** What is done when an event or the timeout leads to another state. */
  @SafeVarargs
  public final Row<F, W, E> leaving(Step<F, W, E>... steps) {
    return new Row<>(state, entry, timeout, onTimeout, events, List.of(steps));
  }

  private Row<F, W, E> on(Event event, List<Step<F, W, E>> steps) {
    Map<String, List<Step<F, W, E>>> more = new LinkedHashMap<>(events);
    if (more.put(event.wireName(), steps) != null) {
      throw new IllegalArgumentException(
          "state '%s': event '%s' is there twice".formatted(state.wireName(), event.wireName()));
    }
    return new Row<>(state, entry, timeout, onTimeout, more, leaving);
  }

  Row<F, W, E> withTimeout(Duration other) {
    return new Row<>(state, entry, other, onTimeout, events, leaving);
  }

  /** The state whose row this is. */
  public State state() {
    return state;
  }

  /** What is done on entry. */
  public List<Step<F, W, E>> entry() {
    return entry;
  }

  /** How long the machine rests here; empty means for ever. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** What is done when time is up. */
  public List<Step<F, W, E>> onTimeout() {
    return onTimeout;
  }

  /** The count of failures that ends the tries made here; empty where time is up only once. */
  public Optional<Step.Count<F, W, E>> failures() {
    for (Step<F, W, E> step : onTimeout) {
      if (step instanceof Step.Count<F, W, E> count && count.tolerated() < Integer.MAX_VALUE) {
        return Optional.of(count);
      }
    }
    return Optional.empty();
  }

  /** What each event does, by its wire name, in table order. */
  public Map<String, List<Step<F, W, E>>> events() {
    return Collections.unmodifiableMap(events);
  }

  /** What is done on the way to another state. */
  public List<Step<F, W, E>> leaving() {
    return leaving;
  }

  /** Whether entry always goes on to another state. */
  public boolean goesOn() {
    return !entry.isEmpty() && entry.get(entry.size() - 1) instanceof Step.Go;
  }
}
