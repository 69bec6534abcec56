package io.mozpool.plugin.agent;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;

/**
 * The agent on one device.
 *
 * <p><b>Who calls:</b> the host, on a thread of its own, with the plugin's class loader as context
 * class loader. <b>How long:</b> a method blocks until it is done and takes every timeout from
 * {@link Deadline#remaining()}; at the deadline what was registered with {@link
 * Deadline#closeOnExpiry} is closed and the thread interrupted, and the method returns within a
 * second. <b>With whom:</b> one call per device at a time; calls of different devices overlap,
 * unless they name the same {@link #controller()}. <b>What not to do:</b> no threads, no retries,
 * no counters.
 *
 * <p>The methods throw {@link DriverException} where the agent did not do it - {@link
 * Reason#UNREACHABLE} says that nobody answered, {@link Reason#REFUSED} and {@link Reason#GARBLED}
 * that somebody did - and {@link InterruptedException} where the thread was interrupted.
 *
 * @since 1.0
 */
public interface DeviceAgent {

  /** What must not be used twice at a time; empty where devices have nothing in common. */
  default String controller() {
    return "";
  }

  /** Returns when the agent has shown that it works. */
  void verify(Deadline deadline) throws DriverException, InterruptedException;

  /**
   * Writes to the device's storage and reads it back. Done where the agent has no way to do that.
   */
  default void verifyStorage(Deadline deadline) throws DriverException, InterruptedException {}

  /** Asks the agent to reboot its device. Returns when it is asked, not when the device is back. */
  default void reboot(Deadline deadline) throws DriverException, InterruptedException {
    throw new DriverException(Reason.REFUSED, "this kind of agent cannot reboot its device");
  }
}
