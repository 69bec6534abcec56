package io.mozpool.lifecycle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A machine of a test: it stands somewhere, things happen to it, and it goes where it must. */
public final class Play<F extends Enum<F>, W extends Enum<W>, E extends Enum<E>> {

  private final Lifecycle<F, W, E> lifecycle;
  private final Set<F> facts;
  private Snapshot now;

  @SafeVarargs
  @SuppressWarnings("varargs")
  public Play(Lifecycle<F, W, E> lifecycle, Named state, F... facts) {
    this.lifecycle = lifecycle;
    this.facts = new HashSet<>(Arrays.asList(facts));
    this.now = new Snapshot(state.wireName(), Map.of());
  }

  /** Changes a counter as if it had been counted before. */
  public Play<F, W, E> having(String counter, int count) {
    Map<String, Integer> counters = new HashMap<>(now.counters());
    counters.put(counter, count);
    now = new Snapshot(now.state(), counters);
    return this;
  }

  public Play<F, W, E> given(F fact) {
    facts.add(fact);
    return this;
  }

  public Play<F, W, E> without(F fact) {
    facts.remove(fact);
    return this;
  }

  public boolean accepts(String event) {
    return lifecycle.on(event, now, facts).isPresent();
  }

  public Transition<W, E> on(Named event) {
    return on(event.wireName());
  }

  public Transition<W, E> on(String event) {
    Optional<Transition<W, E>> transition = lifecycle.on(event, now, facts);
    return follow(
        transition.orElseThrow(
            () -> new AssertionError("'%s' is not accepted in %s".formatted(event, now))));
  }

  public Transition<W, E> timeout() {
    return follow(lifecycle.onTimeout(now, facts));
  }

  public Transition<W, E> force(Named target) {
    return follow(lifecycle.force(target.wireName(), now, facts));
  }

  public List<E> asksAgain() {
    return lifecycle.asksAgain(now, facts);
  }

  public String state() {
    return now.state();
  }

  public int count(String counter) {
    return now.counters().getOrDefault(counter, 0);
  }

  public Map<String, Integer> counters() {
    return now.counters();
  }

  private Transition<W, E> follow(Transition<W, E> transition) {
    now = new Snapshot(transition.to(), transition.counters());
    return transition;
  }
}
