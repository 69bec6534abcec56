package io.mozpool.plugin.power;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;

/**
 * One outlet of a power controller.
 *
 * <p><b>Who calls:</b> the host, on a thread of its own, with the plugin's class loader as context
 * class loader. <b>How long:</b> a method blocks until it is done and takes every timeout from
 * {@link Deadline#remaining()}; at the deadline what was registered with {@link
 * Deadline#closeOnExpiry} is closed and the thread interrupted, and the method returns within a
 * second. <b>With whom:</b> calls of all outlets with the same {@link #controller()} never overlap,
 * all others may. <b>What not to do:</b> no threads, no retries, no counters, no waiting between
 * off and on: the host composes the power cycle.
 *
 * <p>Every method but {@link #controller()} throws {@link DriverException} where the hardware did
 * not do it and {@link InterruptedException} where the thread was interrupted.
 *
 * @since 1.0
 */
public interface PowerControl {

  /**
   * What must not be used twice at a time, as {@code host:port}: outlets that name the same one
   * share a lane.
   */
  String controller();

  /** Gives the device power. On twice is on. Returns when the controller confirms it. */
  void on(Deadline deadline) throws DriverException, InterruptedException;

  /** Takes the device's power. Off twice is off. Returns when the controller confirms it. */
  void off(Deadline deadline) throws DriverException, InterruptedException;

  /** Whether the device has power; {@link PowerState#UNKNOWN} where the controller cannot tell. */
  default PowerState read(Deadline deadline) throws DriverException, InterruptedException {
    return PowerState.UNKNOWN;
  }

  /**
   * Whether the controller has a power cycle of its own, so that the host calls {@link #cycle}
   * instead of off and on.
   */
  default boolean cyclesItself() {
    return false;
  }

  /** Off, a wait of the controller's own, and on. Called only where {@link #cyclesItself()}. */
  default void cycle(Deadline deadline) throws DriverException, InterruptedException {
    throw new DriverException(Reason.REFUSED, controller() + " has no power cycle of its own");
  }

  /**
   * Checks that the controller can be talked to, in both directions, without switching anything.
   */
  default void check(Deadline deadline) throws DriverException, InterruptedException {
    read(deadline);
  }

  /**
   * The last call of a lane's queue: closes a connection that calls have shared. Must not block for
   * long.
   */
  default void idle() {}
}
