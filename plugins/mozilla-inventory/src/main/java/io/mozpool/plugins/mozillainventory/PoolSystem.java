package io.mozpool.plugins.mozillainventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A system of the export. What the inventory does not know of it is an empty text.
 *
 * @param fqdn the name it goes by in the export
 */
record PoolSystem(String fqdn, JsonNode json) {

  private static final int QUOTED = 100;

  long id() {
    return json.path("pk").asLong();
  }

  String name() {
    return fqdn.split("\\.", 2)[0];
  }

  String relay() throws NotUnderstoodException {
    return text("/keyvalue_set/system.relay.0/value");
  }

  String imagingServer() throws NotUnderstoodException {
    return text("/keyvalue_set/system.imaging_server.0/value");
  }

  String mac() throws NotUnderstoodException {
    return text("/staticreg_set/nic0/hwadapter_set/hw0/mac");
  }

  /** The number of its status. */
  String status() throws NotUnderstoodException {
    return number("/system_status");
  }

  /** The number of its model. */
  String model() throws NotUnderstoodException {
    return number("/server_model");
  }

  /** What it lacks to be a device of a pool. */
  List<String> missing() throws NotUnderstoodException {
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

  private String text(String pointer) throws NotUnderstoodException {
    JsonNode value = json.at(pointer);
    if (value.isTextual() || isNone(value)) {
      return value.asText("").strip();
    }
    throw notUnderstood(pointer, "a text", value);
  }

  private String number(String pointer) throws NotUnderstoodException {
    JsonNode value = json.at(pointer);
    if (value.isIntegralNumber() || isNone(value)) {
      return value.asText("");
    }
    throw notUnderstood(pointer, "a number", value);
  }

  private static boolean isNone(JsonNode value) {
    return value.isNull() || value.isMissingNode();
  }

  private static NotUnderstoodException notUnderstood(
      String pointer, String expected, JsonNode value) {
    String text = value.toString();
    return new NotUnderstoodException(
        "%s: expected %s, not %s"
            .formatted(
                pointer.substring(1),
                expected,
                text.substring(0, Math.min(text.length(), QUOTED))));
  }
}
