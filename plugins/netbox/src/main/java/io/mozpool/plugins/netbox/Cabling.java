package io.mozpool.plugins.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.AddressTemplate;
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

  /** Why a board has no power address: NetBox says nothing of it. */
  static final class NoPowerException extends Exception {

    private static final long serialVersionUID = 1L;

    NoPowerException(String reason) {
      super(reason);
    }
  }

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
  String powerOf(long board) throws NoPowerException, NotUnderstoodException {
    List<JsonNode> outlets = outlets(board);
    if (outlets.isEmpty()) {
      throw new NoPowerException("no power port is cabled to an outlet");
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

  private String address(JsonNode outlet) throws NoPowerException, NotUnderstoodException {
    String pduName = outlet.at("/device/name").asText("device " + pduId(outlet));
    JsonNode pdu = pdus.get(pduId(outlet));
    if (pdu == null) {
      throw new NotUnderstoodException("its PDU " + pduName + " may not be read with this token");
    }
    try {
      String template = new Fields(pdu).custom(powerField);
      if (template.isEmpty()) {
        throw new NoPowerException("its PDU " + pduName + " has no " + powerField);
      }
      return fill(template, values(new Fields(pdu), new Fields(outlet).text("/name")));
    } catch (NotUnderstoodException e) {
      throw new NotUnderstoodException("its PDU " + pduName + ": " + e.getMessage());
    }
  }

  private static Map<String, String> values(Fields pdu, String outlet)
      throws NotUnderstoodException {
    Matcher number = LAST_NUMBER.matcher(outlet);
    return Map.of(
        "device",
        pdu.text("/name"),
        "ip",
        pdu.address("/primary_ip/address"),
        "ip4",
        pdu.address("/primary_ip4/address"),
        "outlet",
        outlet,
        "number",
        number.find() ? number.group(1) : "");
  }

  private String fill(String text, Map<String, String> values) throws NotUnderstoodException {
    AddressTemplate template = AddressTemplate.of(text);
    for (String name : template.placeholders()) {
      String value = values.get(name);
      if (value == null) {
        throw notFilled(
            text, "expected {device}, {ip}, {ip4}, {outlet} or {number}, not {" + name + "}");
      } else if (value.isEmpty() || value.contains(" ")) {
        throw notFilled(
            text, "expected a value without blanks for {" + name + "}, not '" + value + "'");
      }
    }
    return template.fill(values);
  }

  private NotUnderstoodException notFilled(String text, String reason) {
    return new NotUnderstoodException(
        "custom field %s is '%s': %s".formatted(powerField, text, reason));
  }

  private static long pduId(JsonNode outlet) {
    return outlet.at("/device/id").asLong();
  }
}
