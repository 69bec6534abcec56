package io.mozpool.server.inventory;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.text.MacAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * What an inventory says of a device and the pool stores of it.
 *
 * @param model the model of its hardware type, whose type is the device's board
 * @param imagingServer the name of the server that it belongs to
 * @param power its outlets, as in {@code relay_info}; empty for those of its board type
 * @param addresses of the other facets
 */
record Description(
    Device device,
    String model,
    String imagingServer,
    String power,
    Map<String, String> addresses) {

  private static final String POWER = "power";

  Description {
    addresses = Map.copyOf(addresses);
  }

  /**
   * What a source's record says.
   *
   * @param self the server for devices of which the source names none
   */
  static Description of(InventoryRecord inventory, String self) {
    Map<String, String> others = new HashMap<>(inventory.addresses());
    others.remove(POWER);
    Device device = inventory.device();
    return new Description(
        new Device(
            device.name(),
            device.fqdn(),
            MacAddress.normal(device.macAddress()),
            device.serial(),
            device.board(),
            device.attributes()),
        inventory.model(),
        inventory.imagingServer().isEmpty() ? self : inventory.imagingServer(),
        inventory.addresses().getOrDefault(POWER, ""),
        others);
  }

  String name() {
    return device.name();
  }

  /** Whether it says the same as another of all that no two devices may have. */
  boolean claimsTheSame(Description other) {
    return name().equals(other.name())
        && device.macAddress().equals(other.device.macAddress())
        && imagingServer.equals(other.imagingServer)
        && power.equals(other.power);
  }
}
