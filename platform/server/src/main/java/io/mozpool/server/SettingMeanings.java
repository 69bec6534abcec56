package io.mozpool.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.hardware.Facet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that settings of the right type also mean something. */
final class SettingMeanings {

  private static final String NAME = "[\\w~-]+(?:\\.[\\w~-]+)*\\.?";
  private static final String PORT = "(?::[0-9]{1,5})?";
  private static final Pattern HOST =
      Pattern.compile(NAME + "|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:" + NAME + "|\\[[0-9A-Fa-f:.]+])" + PORT);
  private static final Pattern LINK = Pattern.compile("https?://[^/]+/.*");
  private static final Set<String> LINK_PLACEHOLDERS = Set.of("name", "id", "fqdn");

  private final List<String> problems = new ArrayList<>();

  private SettingMeanings() {}

  /**
   * Looks at all of them.
   *
   * @throws ConfigurationException naming those that mean nothing
   */
  static void check(ServerSettings settings) {
    SettingMeanings meanings = new SettingMeanings();
    meanings.hostAndPort("mozpool.fqdn", settings.fqdn());
    settings.peers().forEach(peer -> meanings.hostAndPort("mozpool.peers", peer));
    settings.corsHosts().forEach(host -> meanings.hostAndPort("mozpool.cors-hosts", host));
    meanings.host("mozpool.address", settings.address());
    meanings.host("mozpool.listen", settings.listen());
    meanings.host("mozpool.syslog.listen", settings.syslog().listen());
    settings.inventoryLink().ifPresent(meanings::link);
    settings
        .boards()
        .forEach(
            (board, templates) ->
                templates.forEach(
                    (facet, template) -> meanings.template(key(board, facet), facet, template)));
    if (!meanings.problems.isEmpty()) {
      throw new ConfigurationException(meanings.problems);
    }
  }

  /** The key of a template of addresses. */
  static String key(String board, String facet) {
    return "mozpool.boards." + board + "." + facet;
  }

  /** The addresses of a template, of which there may be several, with some value in each place. */
  static List<String> samples(String template) {
    return Arrays.stream(template.strip().split("\\s+")).map(SettingMeanings::sample).toList();
  }

  private static String sample(String template) {
    AddressTemplate parsed = AddressTemplate.of(template);
    Map<String, String> values = new HashMap<>();
    parsed.placeholders().forEach(name -> values.put(name, "1")); // a host, a port or a part
    return parsed.fill(values);
  }

  private void hostAndPort(String key, String text) {
    check(
        HOST_AND_PORT.matcher(text).matches(),
        key
            + ": expected a host, with the port where it is not the standard one, as in"
            + " pool.example.com:8010",
        text);
  }

  private void host(String key, String text) {
    check(
        HOST.matcher(text).matches(),
        key + ": expected an IP address or a host without port",
        text);
  }

  private void link(String text) {
    check(
        LINK.matcher(text).matches(),
        "mozpool.inventory-link: expected an address that begins with http:// or https://",
        text);
    check(
        LINK_PLACEHOLDERS.containsAll(AddressTemplate.of(text).placeholders()),
        "mozpool.inventory-link: expected {name}, {id} or {fqdn} as placeholders",
        text);
  }

  private void template(String key, String facet, String template) {
    List<String> facets = Stream.of(Facet.values()).map(Facet::word).toList();
    if (!facets.contains(facet)) {
      problems.add("%s: unknown key, expected one of %s".formatted(key, String.join(", ", facets)));
      return;
    }
    if (template.startsWith("{")) {
      return; // an attribute of the device has all of the address
    }
    for (String address : samples(template)) {
      try {
        DriverAddress.parse(address);
      } catch (IllegalArgumentException e) {
        problems.add("%s: '%s': %s".formatted(key, template, e.getMessage()));
      }
    }
  }

  private void check(boolean right, String expected, String given) {
    if (!right) {
      problems.add(expected + ", not '" + given + "'");
    }
  }
}
