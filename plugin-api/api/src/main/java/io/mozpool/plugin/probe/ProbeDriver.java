package io.mozpool.plugin.probe;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;

/**
 * One way to ask whether a device is on the network.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface ProbeDriver {

  /**
   * The probe of a device. Called once per device and change of its address, on any thread; touches
   * no hardware.
   *
   * @throws IllegalArgumentException where the driver does not understand the address; the message
   *     quotes it
   */
  ReachabilityProbe bind(Device device, DriverAddress address);
}
