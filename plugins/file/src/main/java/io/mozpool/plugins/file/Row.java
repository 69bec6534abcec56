package io.mozpool.plugins.file;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A device as the file has it.
 *
 * @param line where it begins, counted from 1
 * @param values what is said of it, by key; an attribute's key is {@code attributes.NAME}
 */
record Row(long line, Map<String, String> values) {

  private static final String ATTRIBUTE = "attributes.";
  private static final List<String> FACETS = List.of("power", "agent", "probe");
  private static final List<String> KEYS =
      List.of(
          "name",
          "fqdn",
          "id",
          "mac",
          "board",
          "model",
          "serial",
          "imaging-server",
          "power",
          "agent",
          "probe");

  /** The device. */
  InventoryRecord record() throws BadFileException {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key) && !key.startsWith(ATTRIBUTE)) {
        throw bad(key, "unknown key, expected one of " + KEYS + " or attributes");
      }
    }
    return new InventoryRecord(
        id(),
        new Device(
            required("name"),
            required("fqdn"),
            required("mac"),
            optional("serial"),
            required("board"),
            attributes()),
        required("model"),
        optional("imaging-server"),
        addresses());
  }

  private long id() throws BadFileException {
    String text = required("id");
    if (!text.matches("[0-9]{1,18}")) {
      throw bad("id", "expected a whole number of at most 18 digits, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private Map<String, String> addresses() {
    Map<String, String> addresses = new HashMap<>();
    FACETS.forEach(facet -> addresses.put(facet, optional(facet)));
    addresses.values().removeIf(String::isEmpty);
    return addresses;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(ATTRIBUTE) && !value.isEmpty()) {
            attributes.put(key.substring(ATTRIBUTE.length()), value);
          }
        });
    return attributes;
  }

  private String required(String key) throws BadFileException {
    String value = optional(key);
    if (value.isEmpty()) {
      throw bad(key, "missing");
    }
    return value;
  }

  private String optional(String key) {
    return values.getOrDefault(key, "");
  }

  private BadFileException bad(String key, String what) {
    String name = optional("name");
    return new BadFileException(
        line, (name.isEmpty() ? "" : "device " + name + ": ") + key + ": " + what);
  }
}
