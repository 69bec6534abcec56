package io.mozpool.plugins.mozillainventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The inventory during one sync: each URL is fetched once. */
final class InventoryApi {

  /** What a query cannot hold as it is; what is encoded already stays. */
  private static final Pattern NOT_IN_A_QUERY =
      Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,/:;=?@%-]+");

  private final String root;
  private final HttpJson http;
  private final Deadline deadline;
  private final Map<URI, JsonNode> fetched = new HashMap<>();

  InventoryApi(URI root, HttpJson http, Deadline deadline) {
    this.root = root.toString().replaceAll("/+$", "") + "/en-US/";
    this.http = http;
    this.deadline = deadline;
  }

  /** The systems that the filter lets through. */
  List<PoolSystem> systems(String filter) throws DriverException, InterruptedException {
    URI url = URI.create(root + "bulk_action/export/?q=" + encoded(filter));
    JsonNode systems = fetch(url).path("systems");
    if (!systems.isObject()) {
      throw HttpJson.failure(Reason.GARBLED, url, "expected an object 'systems'");
    }
    List<PoolSystem> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> system : systems.properties()) {
      if (!system.getValue().path("pk").isIntegralNumber()) {
        throw HttpJson.failure(
            Reason.GARBLED, url, "expected a number 'pk' of system '" + system.getKey() + "'");
      }
      all.add(new PoolSystem(system.getKey(), system.getValue()));
    }
    return all;
  }

  /** The status that goes by this number. */
  String status(String number) throws DriverException, InterruptedException {
    return look("systemstatus", number, "status");
  }

  /** The vendor of the model that goes by this number. */
  String vendor(String number) throws DriverException, InterruptedException {
    return look("servermodel", number, "vendor");
  }

  /** The name of the model that goes by this number. */
  String model(String number) throws DriverException, InterruptedException {
    return look("servermodel", number, "model");
  }

  private String look(String table, String number, String column)
      throws DriverException, InterruptedException {
    URI url = URI.create(root + "core/api/v1_core/" + table + "/" + number + "/");
    JsonNode value = fetch(url).path(column);
    if (!value.isTextual()) {
      throw HttpJson.failure(Reason.GARBLED, url, "expected a text '" + column + "'");
    }
    return value.asText();
  }

  private JsonNode fetch(URI url) throws DriverException, InterruptedException {
    JsonNode known = fetched.get(url);
    if (known == null) {
      known = http.get(url, deadline);
      fetched.put(url, known);
    }
    return known;
  }

  private static String encoded(String filter) {
    return NOT_IN_A_QUERY
        .matcher(filter)
        .replaceAll(
            text -> URLEncoder.encode(text.group(), StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
