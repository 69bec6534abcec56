package io.mozpool.host.call;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;

/**
 * A call to a driver.
 *
 * @param <R> what it answers
 */
@FunctionalInterface
public interface Operation<R> {

  R run(Deadline deadline) throws DriverException, InterruptedException;

  /** A call that answers nothing. */
  @FunctionalInterface
  interface Action {
    void run(Deadline deadline) throws DriverException, InterruptedException;
  }

  /** An operation of a call that answers nothing: {@code Operation.of(control::on)}. */
  @SuppressWarnings("NullAway") // Void has no other value
  static Operation<Void> of(Action action) {
    return deadline -> {
      action.run(deadline);
      return null;
    };
  }
}
