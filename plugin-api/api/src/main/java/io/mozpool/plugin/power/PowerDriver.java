package io.mozpool.plugin.power;

import io.mozpool.plugin.DriverAddress;

/**
 * Driver of one kind of power controller: relays, PDUs, BMCs.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface PowerDriver {

  /**
   * The outlet at an address. Called once per address and change of address, on any thread; touches
   * no hardware. No device is named, as outlets are also tested and switched by hand.
   *
   * @throws IllegalArgumentException where the driver does not understand the address; the message
   *     quotes it
   */
  PowerControl bind(DriverAddress address);
}
