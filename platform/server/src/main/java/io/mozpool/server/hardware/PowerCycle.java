package io.mozpool.server.hardware;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.server.machine.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * One power cycle: off, a wait without holding the controller, and on. Power that may be off is
 * switched on whatever else has failed, and a failure says where it may have stayed off. Where
 * several are under way for one outlet, the one that switched off last switches on, and the others
 * are broken off.
 */
final class PowerCycle {

  /** Between off and on: long enough for the board's capacitors. */
  private static final Duration OFF_TIME = Duration.ofSeconds(1);

  /** For switching on what may be off, however little is left of the window. */
  private static final Duration AT_LEAST = Duration.ofMinutes(1);

  private static final String SINCE = "another power cycle has switched it off since";

  private final Workers workers;
  private final Outlets outlets;
  private final Map<PowerControl, PowerCycle> offLast;
  private final Executor later;

  /**
   * @param offLast the cycle under way that has switched an outlet off last
   */
  PowerCycle(Workers workers, Outlets outlets, Map<PowerControl, PowerCycle> offLast) {
    this.workers = workers;
    this.outlets = outlets;
    this.offLast = offLast;
    this.later = task -> workers.after(OFF_TIME, task);
  }

  /**
   * Begins.
   *
   * @param window bounds the whole, unless the power may be off at its end
   * @param condition looked at before the power goes off, and not again
   * @param comingUp run before the power comes back
   */
  CompletableFuture<Void> run(Duration window, Condition condition, Runnable comingUp) {
    if (outlets.cycleThemselves()) {
      comingUp.run();
      return restored(outlets.each(window, condition, PowerControl::cycle));
    }
    long end = workers.time().nanos() + window.toNanos();
    return restored(outlets.each(window, condition, this::off))
        .thenComposeAsync(
            off -> {
              if (!outlets.permit().holds()) {
                return failed(
                    new CancellationException(Hardware.ELSEWHERE), "; the board may be off");
              }
              if (!offLast.containsValue(this)) {
                throw new CancellationException(SINCE);
              }
              comingUp.run();
              return on(Duration.ofNanos(end - workers.time().nanos()));
            },
            later)
        .whenComplete((done, failure) -> offLast.values().removeIf(this::equals));
  }

  private void off(PowerControl outlet, Deadline deadline)
      throws DriverException, InterruptedException {
    outlet.off(deadline);
    offLast.put(outlet, this);
  }

  private void on(PowerControl outlet, Deadline deadline)
      throws DriverException, InterruptedException {
    if (offLast.get(outlet) != this) {
      throw new CancellationException(SINCE);
    }
    outlet.on(deadline);
  }

  private CompletableFuture<Void> on(Duration left) {
    Duration window = left.compareTo(AT_LEAST) > 0 ? left : AT_LEAST;
    return Outlets.all(outlets.each(window, Condition.NONE, this::on))
        .exceptionallyCompose(failure -> failed(failure, "; the board may be off"));
  }

  /** Completes as the switches do; where one fails, what may be off is switched on before. */
  private CompletableFuture<Void> restored(List<Outlets.Switched> switched) {
    return Outlets.all(switched)
        .exceptionallyCompose(
            failure -> {
              Outlets dark = outlets.of(switched);
              return dark.bound().isEmpty()
                  ? CompletableFuture.failedFuture(failure)
                  : Failures.cause(failure) instanceof CancellationException
                      ? failed(failure, "; the board may be off")
                      : restore(dark, failure);
            });
  }

  private CompletableFuture<Void> restore(Outlets dark, Throwable failure) {
    return CompletableFuture.runAsync(() -> {}, later)
        .thenCompose(rested -> Outlets.all(dark.each(AT_LEAST, Condition.NONE, PowerControl::on)))
        .handle(
            (on, second) ->
                second == null
                    ? "; as the board may have gone off, it was switched on"
                    : "; the board may be off: " + Failures.text(second))
        .thenCompose(words -> failed(failure, words));
  }

  /** Whoever breaks a cycle off goes on with it: that stays a cancellation. */
  private static CompletableFuture<Void> failed(Throwable failure, String words) {
    return CompletableFuture.failedFuture(
        Failures.cause(failure) instanceof CancellationException
            ? new CancellationException("broken off" + words)
            : Failures.with(failure, words));
  }
}
