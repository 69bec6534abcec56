package io.mozpool.testkit;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls a driver's operation as the host does: on a thread of its own, with a deadline; once it
 * gives the call up, it expires the deadline and interrupts the thread, and the call has a second
 * to return.
 *
 * @since 1.0
 */
public final class HostCall {

  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  /**
   * An operation of a driver: {@code control::on}.
   *
   * @since 1.0
   */
  @FunctionalInterface
  public interface Operation {

    /** Runs it. */
    void run(Deadline deadline) throws DriverException, InterruptedException;
  }

  private HostCall() {}

  /**
   * Calls with a deadline, and gives the call up at that.
   *
   * @return what the operation threw; empty where it was done
   * @throws AssertionError where it has not returned a second after the deadline
   */
  public static Optional<Throwable> within(Duration allowed, Operation operation) {
    return call(operation, Deadline.in(allowed), allowed);
  }

  /**
   * Calls with a deadline of a minute, and gives the call up long before: the server shuts down, or
   * nobody needs the result any more.
   *
   * @return what the operation threw; empty where it was done
   * @throws AssertionError where it has not returned a second after it was given up
   */
  public static Optional<Throwable> givenUpAfter(Duration patience, Operation operation) {
    return call(operation, Deadline.in(LONG), patience);
  }

  private static Optional<Throwable> call(
      Operation operation, Deadline deadline, Duration patience) {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(() -> thrown.set(run(operation, deadline)), "host-call");
    thread.setDaemon(true);
    thread.start();
    if (!ended(thread, patience)) {
      deadline.expire();
      thread.interrupt();
      if (!ended(thread, GRACE)) {
        throw stuck(thread);
      }
    }
    return Optional.ofNullable(thrown.get());
  }

  private static @Nullable Throwable run(Operation operation, Deadline deadline) {
    try {
      operation.run(deadline);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static boolean ended(Thread thread, Duration within) {
    try {
      thread.join(within.toMillis());
      return !thread.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the operation", e);
    }
  }

  private static AssertionError stuck(Thread thread) {
    AssertionError stuck =
        new AssertionError(
            "expected the operation to return within "
                + GRACE.toMillis()
                + " ms of being given up (deadline expired, thread interrupted); it stands here:");
    stuck.setStackTrace(thread.getStackTrace());
    return stuck;
  }
}
