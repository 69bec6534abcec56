package io.mozpool.plugin.probe;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;

/**
 * Asks whether one device is on the network.
 *
 * <p><b>Who calls:</b> the host, on a thread of its own, with the plugin's class loader as context
 * class loader. <b>How long:</b> the method blocks until it knows and takes every timeout from
 * {@link Deadline#remaining()}; at the deadline what was registered with {@link
 * Deadline#closeOnExpiry} is closed and the thread interrupted, and the method returns within a
 * second. <b>With whom:</b> one call per device at a time, many devices at once. <b>What not to
 * do:</b> no threads, no counters, no retries beyond those that the protocol itself has.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface ReachabilityProbe {

  /**
   * Whether the device answers.
   *
   * @return true where it answered; false where the driver reached its own network and the device
   *     did not answer
   * @throws DriverException where the driver could not ask: that says nothing about the device
   * @throws InterruptedException where the thread was interrupted
   */
  boolean answers(Deadline deadline) throws DriverException, InterruptedException;
}
