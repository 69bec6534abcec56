package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One thing a row does. Steps are data: {@link Lifecycle} follows them, the documentation prints
 * them, tests walk them. A list of steps ends at the first {@link Go} it comes to.
 */
public sealed interface Step<F, W, E> {

  /** Clears all counters but some. */
  record Afresh<F, W, E>(Set<String> except) implements Step<F, W, E> {}

  /** Clears one counter. */
  record Clear<F, W, E>(String counter) implements Step<F, W, E> {}

  /** Adds one to a counter, and does something where that makes more than is tolerated. */
  record Count<F, W, E>(String counter, int tolerated, List<Step<F, W, E>> beyond)
      implements Step<F, W, E> {}

  /** Writes to the database, in the transaction of the step. */
  record Write<F, W, E>(W write) implements Step<F, W, E> {}

  /** Asks for something once the transaction is committed. */
  record Ask<F, W, E>(E effect) implements Step<F, W, E> {}

  /** Shortens the wait of the row that is being entered. */
  record WaitAtMost<F, W, E>(Duration limit) implements Step<F, W, E> {}

  /** Does something where a condition holds. */
  record When<F, W, E>(Condition<F> condition, List<Step<F, W, E>> then) implements Step<F, W, E> {}

  /** Stays without entering again, and has the timeout come when this has passed. */
  record TimeOutIn<F, W, E>(Duration pause) implements Step<F, W, E> {}

  /** Goes to a state. */
  record Go<F, W, E>(State target) implements Step<F, W, E> {}
}
