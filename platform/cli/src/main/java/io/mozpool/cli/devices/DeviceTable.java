package io.mozpool.cli.devices;

import io.mozpool.cli.remote.Moments;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of devices for people. */
public final class DeviceTable {

  private DeviceTable() {}

  /** One line for each, of those that a list with details has. */
  public static String of(List<JsonObject> devices) {
    return Table.of(
        devices.stream().map(DeviceTable::row).toList(),
        "name",
        "class",
        "state",
        "age",
        "tries",
        "image",
        "environment",
        "request",
        "holder",
        "comments");
  }

  private static JsonObject row(JsonObject device) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("class", device.get("device_class"));
    row.put("age", Moments.age(device, "state_since"));
    row.put("request", device.get("request_id"));
    row.put("tries", tries(device));
    for (String key : List.of("name", "state", "image", "environment", "holder", "comments")) {
      row.put(key, device.get(key));
    }
    return JsonObject.of(row);
  }

  /** As in {@code 4 of 31}; null where nothing is tried. */
  static @Nullable String tries(JsonObject device) {
    return device.get("tries") instanceof JsonObject tries
        ? tries.get("number") + " of " + tries.get("of")
        : null;
  }
}
