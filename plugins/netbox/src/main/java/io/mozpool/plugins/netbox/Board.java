package io.mozpool.plugins.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device of NetBox that belongs to the pool.
 *
 * @param interfaces its interfaces, in the order of their ids
 */
record Board(JsonNode device, List<JsonNode> interfaces, NetboxSettings settings) {

  long id() {
    return device.path("id").asLong();
  }

  /** How messages name it. */
  String shown() {
    return device.path("name").asText("device " + id());
  }

  /** Why it cannot be in the pool; empty where it can. */
  Optional<String> unfit() throws NotUnderstoodException {
    if (text("/name").isEmpty()) {
      return Optional.of("it has no name");
    }
    return mac().isEmpty()
        ? Optional.of("it has no enabled interface with a primary MAC address")
        : Optional.empty();
  }

  InventoryRecord record(Map<String, String> addresses) throws NotUnderstoodException {
    String fqdn = fqdn();
    return new InventoryRecord(
        id(),
        new Device(fqdn.split("\\.", 2)[0], fqdn, mac(), text("/serial"), type(), attributes()),
        text("/device_type/model"),
        fields().custom(settings.imagingServerField()),
        addresses);
  }

  private String fqdn() throws NotUnderstoodException {
    String name = text("/name");
    return name.contains(".")
        ? name
        : name + settings.domain().map(domain -> "." + domain).orElse("");
  }

  private String type() throws NotUnderstoodException {
    String field = fields().custom(settings.boardField());
    return field.isEmpty() ? text("/device_type/slug") : field;
  }

  private Map<String, String> attributes() throws NotUnderstoodException {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("ip", fields().address("/primary_ip/address"));
    attributes.put("site", text("/site/name"));
    attributes.put("rack", text("/rack/name"));
    attributes.values().removeIf(String::isEmpty);
    return attributes;
  }

  private String mac() throws NotUnderstoodException {
    List<JsonNode> byRank =
        interfaces.stream()
            .filter(candidate -> candidate.path("enabled").asBoolean())
            .sorted(Comparator.comparing(this::rank))
            .toList();
    for (JsonNode candidate : byRank) {
      String mac = mac(new Fields(candidate));
      if (!mac.isEmpty()) {
        return mac;
      }
    }
    return "";
  }

  private int rank(JsonNode candidate) {
    if (settings.interfaceName().equals(Optional.of(candidate.path("name").asText()))) {
      return 0;
    }
    return candidate.path("mgmt_only").asBoolean() ? 2 : 1;
  }

  /** NetBox 4.0 and 4.1 have no addresses of their own, but one in each interface. */
  private static String mac(Fields candidate) throws NotUnderstoodException {
    String primary = candidate.text("/primary_mac_address/mac_address");
    return primary.isEmpty() ? candidate.text("/mac_address") : primary;
  }

  private Fields fields() {
    return new Fields(device);
  }

  private String text(String pointer) throws NotUnderstoodException {
    return fields().text(pointer);
  }
}
