package io.mozpool.plugin.agent;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;

/**
 * Driver of one kind of agent on devices.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface AgentDriver {

  /**
   * The agent of a device. Called once per device and change of its address, on any thread; touches
   * no hardware.
   *
   * @throws IllegalArgumentException where the driver does not understand the address; the message
   *     quotes it
   */
  DeviceAgent bind(Device device, DriverAddress address);
}
