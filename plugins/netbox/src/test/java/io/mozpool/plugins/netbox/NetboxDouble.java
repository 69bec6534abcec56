package io.mozpool.plugins.netbox;

import java.net.URI;
import java.util.Optional;

/** What NetBox would answer, in the little that the plugin reads of it. */
final class NetboxDouble {

  static final String ORDER = "ordering=id&limit=200";
  static final String BOARDS =
      "/api/dcim/devices/?exclude=config_context&status=active&tag=mozpool&" + ORDER;

  private NetboxDouble() {}

  /** A query of the list of devices. */
  static String devices(String query) {
    return "/api/dcim/devices/?exclude=config_context&" + query + "&" + ORDER;
  }

  static String interfaces(String query) {
    return "/api/dcim/interfaces/?" + query + "&" + ORDER;
  }

  static String powerPorts(String query) {
    return "/api/dcim/power-ports/?" + query + "&" + ORDER;
  }

  /** The only page of a list. */
  static String page(String... results) {
    return part("null", "" + results.length, results);
  }

  /**
   * One page of a list of several.
   *
   * @param next as it stands in JSON
   */
  static String part(String next, String count, String... results) {
    return "{\"count\":%s,\"next\":%s,\"previous\":null,\"results\":[%s]}"
        .formatted(count, next, String.join(",", results));
  }

  static String board(int id, String name) {
    return """
    {"id":%d,"name":"%s","serial":"S1","asset_tag":null,
     "device_type":{"id":3,"manufacturer":{"id":1,"name":"Pandaboard.org"},"model":"ES Rev B2",
                    "slug":"panda-es"},
     "site":{"id":1,"name":"Lab 1"},"rack":null,"primary_ip":{"id":9,"address":"10.0.0.7/24"},
     "custom_fields":{"mozpool_board":null,"mozpool_imaging_server":"imaging-1.example.com"}}\
    """
        .formatted(id, name);
  }

  static String pdu(int id, String name, String template) {
    return """
    {"id":%d,"name":"%s","primary_ip":{"id":8,"address":"10.0.0.2/24"},
     "custom_fields":{"mozpool_power":%s}}\
    """
        .formatted(id, name, template);
  }

  /** An interface of the device with this id, enabled and not for management. */
  static String port(int id, int device, String name, String mac) {
    return """
    {"id":%d,"device":{"id":%d},"name":"%s","enabled":true,"mgmt_only":false,
     "primary_mac_address":{"id":4,"mac_address":"%s"}}\
    """
        .formatted(id, device, name, mac);
  }

  /** A power port of the device with this id, cabled to an outlet. */
  static String powerPort(int id, int device, int pdu, String outlet) {
    return """
    {"id":%d,"device":{"id":%d},"name":"PSU","connected_endpoints":[{"id":30,
     "device":{"id":%d,"name":"pdu-%d"},"name":"%s"}],
     "connected_endpoints_type":"dcim.poweroutlet","connected_endpoints_reachable":true}\
    """
        .formatted(id, device, pdu, pdu, outlet);
  }

  static String uncabled(int id, int device) {
    return powerPort(id, device, 0, "")
        .replaceAll("(?s)\"connected_endpoints\":\\[.*?]", "\"connected_endpoints\":null")
        .replace("\"dcim.poweroutlet\"", "null");
  }

  static NetboxSettings settings(URI url) {
    return settings(url, "nbt_abc.s3cret", Optional.empty(), Optional.empty());
  }

  static NetboxSettings settings(
      URI url, String token, Optional<String> interfaceName, Optional<String> domain) {
    return new NetboxSettings(
        Optional.of(url),
        token,
        "status=active&tag=mozpool",
        200,
        "mozpool_imaging_server",
        "mozpool_board",
        "mozpool_power",
        interfaceName,
        domain);
  }
}
