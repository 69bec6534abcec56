package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words that tables are written in. */
@SuppressWarnings("varargs") // the arrays are copied at once
public final class Steps {

  private Steps() {}

  /** Clears all counters but these. */
  public static <F, W, E> Step<F, W, E> afresh(Named... except) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(except).map(Named::wireName).forEach(names::add);
    return new Step.Afresh<>(Collections.unmodifiableSet(names));
  }

  /** Clears a counter. */
  public static <F, W, E> Step<F, W, E> clear(Named counter) {
    return new Step.Clear<>(counter.wireName());
  }

  /** Adds one to a counter. */
  public static <F, W, E> Step<F, W, E> count(Named counter) {
    return new Step.Count<>(counter.wireName(), Integer.MAX_VALUE, List.of());
  }

  /** Adds one to a counter and, where that makes more than these, takes the steps beyond. */
  @SafeVarargs
  public static <F, W, E> Step<F, W, E> tolerate(
      int failures, Named counter, Step<F, W, E>... beyond) {
    return new Step.Count<>(counter.wireName(), failures, List.of(beyond));
  }

  /** Writes in the transaction. */
  public static <F, W, E> Step<F, W, E> write(W write) {
    return new Step.Write<>(write);
  }

  /** Asks after the commit. */
  public static <F, W, E> Step<F, W, E> ask(E effect) {
    return new Step.Ask<>(effect);
  }

  /** Shortens the row's wait. */
  public static <F, W, E> Step<F, W, E> waitAtMost(Duration wait) {
    return new Step.WaitAtMost<>(wait);
  }

  /** Stays, and has the timeout come when this has passed. */
  public static <F, W, E> Step<F, W, E> timeOutIn(Duration pause) {
    return new Step.TimeOutIn<>(pause);
  }

  /** Takes the steps where the fact is true. */
  @SafeVarargs
  public static <F extends Enum<F>, W, E> Step<F, W, E> when(F fact, Step<F, W, E>... then) {
    return new Step.When<>(Condition.is(fact), List.of(then));
  }

  /** Takes the steps where the fact is not true. */
  @SafeVarargs
  public static <F extends Enum<F>, W, E> Step<F, W, E> unless(F fact, Step<F, W, E>... then) {
    return new Step.When<>(Condition.not(fact), List.of(then));
  }

  /** Takes the steps where the condition holds. */
  @SafeVarargs
  public static <F, W, E> Step<F, W, E> when(Condition<F> condition, Step<F, W, E>... then) {
    return new Step.When<>(condition, List.of(then));
  }

  /** Goes to a state. */
  public static <F, W, E> Step<F, W, E> to(State target) {
    return new Step.Go<>(target);
  }
}
