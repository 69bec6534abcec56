package io.mozpool.plugins.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.DriverException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where boards get their power from: their cables name PDU and outlet, and a custom field of the
 * PDU says what the address of an outlet looks like.
 */
final class Cabling {

  /** Why a board has no power address. */
  static final class UnknownPowerException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownPowerException(String reason) {
      super(reason);
    }
  }

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern LAST_NUMBER = Pattern.compile("([0-9]+)[^0-9]*$");

  private final String powerField;
  private final Map<Long, List<JsonNode>> portsOfBoards;
  private final Map<Long, JsonNode> pdus = new HashMap<>();

  private Cabling(String powerField, Map<Long, List<JsonNode>> portsOfBoards) {
    this.powerField = powerField;
    this.portsOfBoards = portsOfBoards;
  }

  /**
   * Reads which PDUs there are.
   *
   * @param portsOfBoards power ports by their board's id
   */
  static Cabling read(
      String powerField, Map<Long, List<JsonNode>> portsOfBoards, NetboxLists netbox)
      throws DriverException, InterruptedException {
    Cabling cabling = new Cabling(powerField, portsOfBoards);
    Set<Long> ids = new TreeSet<>();
    for (long board : portsOfBoards.keySet()) {
      cabling.outlets(board).forEach(outlet -> ids.add(pduId(outlet)));
    }
    for (JsonNode pdu : netbox.devices(ids)) {
      cabling.pdus.put(pdu.path("id").asLong(), pdu);
    }
    return cabling;
  }

  /** The address of a board's outlet; of several, with a blank between them. */
  String powerOf(long board) throws UnknownPowerException {
    List<JsonNode> outlets = outlets(board);
    if (outlets.isEmpty()) {
      throw new UnknownPowerException("no power port is cabled to an outlet");
    }
    List<String> addresses = new ArrayList<>();
    for (JsonNode outlet : outlets) {
      addresses.add(address(outlet));
    }
    return String.join(" ", addresses);
  }

  private List<JsonNode> outlets(long board) {
    List<JsonNode> outlets = new ArrayList<>();
    for (JsonNode port : portsOfBoards.getOrDefault(board, List.of())) {
      if (port.path("connected_endpoints_type").asText("").equals("dcim.poweroutlet")
          && port.path("connected_endpoints_reachable").asBoolean(true)) {
        port.path("connected_endpoints").forEach(outlets::add);
      }
    }
    return outlets;
  }

  private String address(JsonNode outlet) throws UnknownPowerException {
    String pduName = outlet.at("/device/name").asText("device " + pduId(outlet));
    JsonNode pdu = pdus.get(pduId(outlet));
    if (pdu == null) {
      throw new UnknownPowerException("its PDU " + pduName + " may not be read with this token");
    }
    String template = pdu.path("custom_fields").path(powerField).asText("").strip();
    if (template.isEmpty()) {
      throw new UnknownPowerException("its PDU " + pduName + " has no " + powerField);
    }
    try {
      return fill(template, values(pdu, outlet.path("name").asText("")));
    } catch (UnknownPowerException e) {
      throw new UnknownPowerException(
          powerField + " of its PDU " + pduName + " is '" + template + "': " + e.getMessage());
    }
  }

  private static Map<String, String> values(JsonNode pdu, String outlet) {
    Matcher number = LAST_NUMBER.matcher(outlet);
    return Map.of(
        "device",
        pdu.path("name").asText(""),
        "ip",
        pdu.at("/primary_ip/address").asText("").replaceAll("/.*", ""),
        "outlet",
        outlet,
        "number",
        number.find() ? number.group(1) : "");
  }

  private static String fill(String template, Map<String, String> values)
      throws UnknownPowerException {
    Matcher placeholder = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(1);
      String value = values.get(name);
      if (value == null) {
        throw new UnknownPowerException(
            "expected {device}, {ip}, {outlet} or {number}, not {" + name + "}");
      } else if (value.isEmpty() || value.contains(" ")) {
        throw new UnknownPowerException(
            "expected a value without blanks for {" + name + "}, not '" + value + "'");
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return placeholder.appendTail(filled).toString();
  }

  private static long pduId(JsonNode outlet) {
    return outlet.at("/device/id").asLong();
  }
}
