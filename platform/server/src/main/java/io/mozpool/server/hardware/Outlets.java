package io.mozpool.server.hardware;

import io.mozpool.host.Bound;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Permit;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The outlets that feed one device.
 *
 * @param permit without which nothing is switched
 * @param subject the device's power, as calls name it
 */
record Outlets(GuardedCalls calls, Permit permit, String subject, List<Bound<PowerControl>> bound) {

  /** How long one switch may take once it is its turn. */
  static final Duration SWITCH = Duration.ofSeconds(30);

  /** Something that is done with one outlet. */
  @FunctionalInterface
  interface Switch {
    void run(PowerControl outlet, Deadline deadline) throws DriverException, InterruptedException;
  }

  /** The switch of one outlet, which may still be under way. */
  record Switched(
      Bound<PowerControl> outlet, Tracked<Boolean> operation, CompletableFuture<Boolean> done) {

    /** Whether it was done, or may have been: an answer that is lost says nothing. */
    boolean mayBeDone() {
      return operation.hasBegun() && (!done.isCompletedExceptionally() || !wasOutOfReach());
    }

    private boolean wasOutOfReach() {
      return done.handle((result, failure) -> Failures.isBecauseOf(failure, Reason.UNREACHABLE))
          .join();
    }
  }

  boolean cycleThemselves() {
    return bound.size() == 1 && bound.get(0).driver().cyclesItself();
  }

  /** Switches all of them at the same time, each where the condition is met in its turn. */
  List<Switched> each(Duration window, Condition condition, Switch how) {
    List<Switched> each = new ArrayList<>();
    for (Bound<PowerControl> outlet : bound) {
      each.add(one(outlet, subject + " " + each.size(), window, condition, how));
    }
    return each;
  }

  /** Those for which this has been switched, or may have been. */
  Outlets of(List<Switched> switched) {
    return new Outlets(
        calls,
        permit,
        subject,
        switched.stream().filter(Switched::mayBeDone).map(Switched::outlet).toList());
  }

  /** Completes when all switches have come to their end, as the first of them that failed. */
  static CompletableFuture<Void> all(List<Switched> switched) {
    return CompletableFuture.allOf(
        switched.stream().map(Switched::done).toArray(CompletableFuture[]::new));
  }

  private Switched one(
      Bound<PowerControl> outlet, String name, Duration window, Condition condition, Switch how) {
    Tracked<Boolean> operation =
        new Tracked<>(
            deadline -> {
              how.run(outlet.driver(), deadline);
              return true;
            });
    return new Switched(
        outlet,
        operation,
        calls.submit(
            GuardedCall.power(
                    outlet,
                    name,
                    SWITCH,
                    window,
                    deadline -> {
                      condition.check();
                      return operation.run(deadline);
                    })
                .under(permit)));
  }
}
