package io.mozpool.server.inventory;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Devices as inventories and pools of tests have them; all of them differ but where a test says.
 */
final class Inventory {

  private static final String SELF = "here";

  private Inventory() {}

  /** A record of a panda with an outlet and a probe of its own. */
  static InventoryRecord record(long id, String name) {
    return record(id, name, "", "outlet:" + name);
  }

  static InventoryRecord record(long id, String name, String imagingServer, String power) {
    Device device =
        new Device(name, name + ".fqdn", mac(id), "S" + id, "panda", Map.of("rack", "r2"));
    return new InventoryRecord(
        id, device, "model", imagingServer, Map.of("power", power, "probe", "scripted:x"));
  }

  static InventoryRecord withMac(InventoryRecord record, String mac) {
    Device had = record.device();
    return new InventoryRecord(
        record.inventoryId(),
        new Device(had.name(), had.fqdn(), mac, had.serial(), had.board(), had.attributes()),
        record.model(),
        record.imagingServer(),
        record.addresses());
  }

  static String mac(long id) {
    return "0a%010x".formatted(id);
  }

  static List<Listed> listed(String source, InventoryRecord... records) {
    return Arrays.stream(records)
        .map(
            record ->
                new Listed(
                    new Identity(source, record.inventoryId()), Description.of(record, SELF)))
        .toList();
  }

  /** The device that a sync makes of a record. */
  static Stored stored(String source, InventoryRecord record) {
    Listed listed = listed(source, record).get(0);
    return new Stored(
        record.inventoryId(), listed.identity(), listed.description(), false, false, false);
  }

  /** A device that a request has. */
  static Stored held(Stored device, boolean lockedOut) {
    return new Stored(device.id(), device.identity(), device.description(), true, lockedOut, false);
  }
}
