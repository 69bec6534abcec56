package io.mozpool.plugins.mozillainventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A system of the export. What the inventory does not know of it is an empty text.
 *
 * @param fqdn the name it goes by in the export
 */
record PoolSystem(String fqdn, JsonNode json) {

  long id() {
    return json.path("pk").asLong();
  }

  String name() {
    return fqdn.split("\\.", 2)[0];
  }

  String relay() {
    return text("/keyvalue_set/system.relay.0/value");
  }

  String imagingServer() {
    return text("/keyvalue_set/system.imaging_server.0/value");
  }

  String mac() {
    return text("/staticreg_set/nic0/hwadapter_set/hw0/mac")
        .replace(":", "")
        .toLowerCase(Locale.ROOT);
  }

  /** The number of its status. */
  String status() {
    return number("/system_status");
  }

  /** The number of its model. */
  String model() {
    return number("/server_model");
  }

  /** What it lacks to be a device of a pool. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    addIfEmpty(relay(), "system.relay.0", missing);
    addIfEmpty(imagingServer(), "system.imaging_server.0", missing);
    addIfEmpty(mac(), "mac of nic0 hw0", missing);
    addIfEmpty(status(), "system_status", missing);
    addIfEmpty(model(), "server_model", missing);
    return missing;
  }

  private static void addIfEmpty(String value, String name, List<String> missing) {
    if (value.isEmpty()) {
      missing.add(name);
    }
  }

  private String text(String pointer) {
    return json.at(pointer).asText("").strip();
  }

  private String number(String pointer) {
    return json.at(pointer).isIntegralNumber() ? text(pointer) : "";
  }
}
