package io.mozpool.host.call;

import io.mozpool.host.Bound;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugin.power.PowerControl;
import java.time.Duration;

/**
 * A call to a driver and the bounds it is kept in.
 *
 * @param bound the driver's object, for its plugin
 * @param lane what calls must not use at the same time: the controller; empty for none
 * @param subject what is done to whom, as in {@code panda-7 power}: one call at a time
 * @param deadline how long the operation may take, from when the lane is granted
 * @param window how long all may take, waiting for the lane included
 * @param idle what is done in the lane when nobody else waits for it
 * @param permit without which the call is not begun, and is ended at its next look at the deadline
 */
public record GuardedCall<R>(
    Bound<?> bound,
    String lane,
    String subject,
    Duration deadline,
    Duration window,
    Operation<R> operation,
    Runnable idle,
    Permit permit) {

  /** A call that may always be made. */
  public GuardedCall(
      Bound<?> bound,
      String lane,
      String subject,
      Duration deadline,
      Duration window,
      Operation<R> operation,
      Runnable idle) {
    this(bound, lane, subject, deadline, window, operation, idle, Permit.ALWAYS);
  }

  /** The same call, as long as a permit holds. */
  public GuardedCall<R> under(Permit limit) {
    return new GuardedCall<>(bound, lane, subject, deadline, window, operation, idle, limit);
  }

  /** A call to a power controller, in its lane. */
  public static <R> GuardedCall<R> power(
      Bound<PowerControl> power,
      String subject,
      Duration deadline,
      Duration window,
      Operation<R> operation) {
    PowerControl control = power.driver();
    return new GuardedCall<>(
        power, control.controller(), subject, deadline, window, operation, control::idle);
  }

  /** A call to an agent, in the lane of its controller where it has one. */
  public static <R> GuardedCall<R> agent(
      Bound<DeviceAgent> agent,
      String subject,
      Duration deadline,
      Duration window,
      Operation<R> operation) {
    String lane = agent.driver().controller();
    return new GuardedCall<>(agent, lane, subject, deadline, window, operation, () -> {});
  }

  /** A call that shares nothing with others: to a probe or an inventory source. */
  public static <R> GuardedCall<R> free(
      Bound<?> bound, String subject, Duration deadline, Duration window, Operation<R> operation) {
    return new GuardedCall<>(bound, "", subject, deadline, window, operation, () -> {});
  }
}
