package io.mozpool.plugin.inventory;

import io.mozpool.plugin.Device;
import java.util.Map;

/**
 * What an inventory says of one device.
 *
 * @param inventoryId the device's number in its inventory, which never changes: with the source's
 *     name its identity
 * @param device who it is; {@code board} is the {@code type} of its hardware type
 * @param model the {@code model} of its hardware type
 * @param imagingServer the imaging server it belongs to; empty for the one that asks
 * @param addresses the addresses that its board type does not give or that differ, by facet ({@code
 *     power}, {@code agent}, {@code probe}); unmodifiable
 * @since 1.0
 */
public record InventoryRecord(
    long inventoryId,
    Device device,
    String model,
    String imagingServer,
    Map<String, String> addresses) {

  public InventoryRecord {
    addresses = Map.copyOf(addresses);
  }
}
