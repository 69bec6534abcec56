package io.mozpool.cli.db;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.server.database.Moments;
import io.mozpool.server.name.DeviceNames;
import io.mozpool.server.text.MacAddress;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes our devices of those of the pool that is moved. */
final class ImportedDevices {

  private static final Set<String> RESERVED_NAMES = Set.of("any", "list");
  private static final Lifecycle<?, ?, ?> STATES = DeviceLifecycle.of(List.of());

  private final Ids servers;
  private final Ids hardwareTypes;
  private final Ids images;
  private final String inventorySource;
  private final LocalDateTime now;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> namesByMac = new HashMap<>();

  ImportedDevices(
      Ids servers, Ids hardwareTypes, Ids images, String inventorySource, LocalDateTime now) {
    this.servers = servers;
    this.hardwareTypes = hardwareTypes;
    this.images = images;
    this.inventorySource = inventorySource;
    this.now = now;
  }

  /**
   * The row of a device. It has no failures counted, and as long in its state as any that comes
   * there.
   *
   * @throws RefusedException where it cannot be ours
   */
  Row row(Entry device) throws RefusedException {
    String state = state(device.text("state", "unknown"));
    return Row.of("devices")
        .set("name", name(device))
        .set("fqdn", device.text("fqdn"))
        .set("inventory_source", inventorySource)
        .set("inventory_id", device.text("inventory_id"))
        .set("mac_address", macAddress(device))
        .set("hardware_type_id", hardwareTypes.find(device, "hardware_type_id"))
        .set("imaging_server_id", servers.find(device, "imaging_server_id"))
        .set("relay_info", device.text("relay_info"))
        .set("environment", device.text("environment", "none"))
        .set("comments", device.text("comments"))
        .set("state", state)
        .set("state_counters", "{}")
        .set("state_timeout", Moments.text(due(state)))
        .set("state_since", Moments.text(now))
        .set("image_id", images.find(device, imageColumn(device)))
        .set("boot_config", device.text("boot_config"))
        .set("next_image_id", images.find(device, "next_image_id"))
        .set("next_boot_config", device.text("next_boot_config"));
  }

  private String name(Entry device) throws RefusedException {
    String name = device.text("name", "");
    if (RESERVED_NAMES.contains(name)) {
      throw device.refused("no device can be called so");
    }
    String other = names.putIfAbsent(DeviceNames.anyCase(name), name);
    if (other != null) {
      throw device.refused("its name differs from '%s' in case alone".formatted(other));
    }
    return name;
  }

  private String macAddress(Entry device) throws RefusedException {
    String written = device.text("mac_address", "");
    String mac = MacAddress.normal(written);
    if (!mac.matches("[0-9a-f]{12}")) {
      throw device.refused("expected 12 hexadecimal digits as mac_address, not '" + written + "'");
    }
    String other = namesByMac.putIfAbsent(mac, device.text("name", ""));
    if (other != null) {
      throw device.refused("its mac_address %s is that of '%s', too".formatted(mac, other));
    }
    return mac;
  }

  /** The column has two names, by the age of the schema. */
  private static String imageColumn(Entry device) throws RefusedException {
    for (String column : List.of("image_id", "last_image_id")) {
      if (device.has(column)) {
        return column;
      }
    }
    throw device.refused("expected a column image_id or last_image_id");
  }

  private static String state(String theirs) {
    return theirs.equals("free") ? "ready" : theirs;
  }

  /**
   * When the server looks after it, at the latest. States that are not ours are an installer's, and
   * looked after at once; of those that are nobody's the server forgets the moment.
   */
  private @Nullable LocalDateTime due(String state) {
    @Nullable Duration wait = STATES.knows(state) ? STATES.timeouts().get(state) : Duration.ZERO;
    return wait == null ? null : now.plus(wait);
  }
}
