package io.mozpool.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.admission.Hosts;
import io.mozpool.server.database.JdbcUrl;
import io.mozpool.server.hardware.Facet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks that settings of the right type also mean something. */
final class SettingMeanings {

  private static final String NAME = "[\\w~-]+(?:\\.[\\w~-]+)*\\.?";
  private static final String PORT = "(?::([0-9]{1,5}))?";
  private static final int HIGHEST_PORT = 65_535;
  private static final int LONGEST_NAME = 255;
  private static final Pattern HOST =
      Pattern.compile(NAME + "|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(" + NAME + "|\\[[0-9A-Fa-f:.]+])" + PORT);
  private static final Pattern LINK = Pattern.compile("https?://[^/]+/.*");
  private static final Set<String> LINK_PLACEHOLDERS = Set.of("name", "id", "fqdn");

  /** The first parts of the server's own paths. */
  private static final Set<String> OWN_PATHS =
      Set.of(
          "api",
          "assets",
          "devices",
          "health",
          "images",
          "metrics",
          "openapi",
          "plugins",
          "pxe-configs",
          "requests",
          "scripts",
          "servers",
          "ui",
          "vendor");

  private final List<String> problems = new ArrayList<>();

  private SettingMeanings() {}

  /**
   * Looks at all of them.
   *
   * @throws ConfigurationException naming those that mean nothing
   */
  static void check(ServerSettings settings) {
    SettingMeanings meanings = new SettingMeanings();
    meanings.names(settings);
    meanings.numbers(settings);
    meanings.times(settings);
    settings.directories().keySet().forEach(meanings::directoryName);
    settings.database().url().ifPresent(meanings::databaseUrl);
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

  private void names(ServerSettings settings) {
    stored("mozpool.fqdn", settings.fqdn(), this::hostAndPort);
    settings.peers().forEach(peer -> stored("mozpool.peers", peer, this::hostAndPort));
    settings.corsHosts().forEach(host -> hostAndPort("mozpool.cors-hosts", host));
    stored("mozpool.address", settings.address(), this::host);
    host("mozpool.listen", settings.listen());
    host("mozpool.syslog.listen", settings.syslog().listen());
    for (String host : settings.hosts()) {
      check(
          Hosts.isHost(host),
          "mozpool.hosts: expected names without ports, or domains as in *.lab.example",
          host);
    }
  }

  private void numbers(ServerSettings settings) {
    port("mozpool.port", settings.port());
    settings.syslog().port().ifPresent(port -> port("mozpool.syslog.port", port));
    count("mozpool.syslog.lines-per-second", settings.syslog().linesPerSecond());
    count("mozpool.calls-at-once", settings.callsAtOnce());
    count("mozpool.connections-per-address", settings.connectionsPerAddress());
    count("mozpool.connections", settings.connections());
    count("mozpool.listeners-per-address", settings.listenersPerAddress());
    count("mozpool.listeners", settings.listeners());
  }

  private void times(ServerSettings settings) {
    check(
        !settings.inventoryInterval().isNegative(),
        "mozpool.inventory-interval: expected 0s or more",
        text(settings.inventoryInterval()));
    ServerSettings.Lease lease = settings.lease();
    check(
        lease.renewal().toMillis() > 0
            && lease.time().compareTo(lease.renewal().multipliedBy(2)) > 0,
        "mozpool.lease: expected a time of more than twice the renewal, which is above 0",
        text(lease.time()) + " and " + text(lease.renewal()));
    retention("mozpool.log-retention", settings.logRetention());
    retention("mozpool.request-retention", settings.requestRetention());
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

  private void port(String key, int port) {
    check(port >= 0 && port <= HIGHEST_PORT, key + ": expected a port from 0 to 65535", port);
  }

  private void count(String key, int count) {
    check(count > 0, key + ": expected a number above 0", count);
  }

  private void retention(String key, Duration retention) {
    check(retention.toSeconds() > 0, key + ": expected a second or more", text(retention));
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  private void directoryName(String name) {
    check(
        name.matches("\\w[\\w.-]*") && !OWN_PATHS.contains(name),
        "mozpool.directories: expected names of letters, digits, '_', '.' and '-' that are no path"
            + " of the server's own",
        name);
  }

  private void databaseUrl(String url) {
    check(
        JdbcUrl.isUsable(url),
        "mozpool.database.url: expected jdbc:mysql://HOST/DATABASE",
        JdbcUrl.printable(url));
  }

  /** The database takes no longer ones. */
  private void stored(String key, String name, BiConsumer<String, String> meaning) {
    if (name.length() <= LONGEST_NAME && name.matches("\\S+")) {
      meaning.accept(key, name);
    } else {
      check(false, key + ": expected 1 to " + LONGEST_NAME + " characters, and no blanks", name);
    }
  }

  private void hostAndPort(String key, String text) {
    Matcher matcher = HOST_AND_PORT.matcher(text);
    boolean right = matcher.matches() && isHost(matcher.group(1));
    String port = right ? matcher.group(2) : null;
    check(
        right && (port == null || Integer.parseInt(port) <= HIGHEST_PORT),
        key
            + ": expected a host, with the port where it is not the standard one, as in"
            + " pool.example.com:8010",
        text);
  }

  private void host(String key, String text) {
    check(
        HOST.matcher(text).matches() && isHost(text),
        key + ": expected an IP address or a host without port",
        text);
  }

  /** Four numbers are an address, and no name. */
  private static boolean isHost(String text) {
    return !text.matches("[0-9.]+")
        || text.matches("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}")
            && Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255);
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

  private void check(boolean right, String expected, Object given) {
    if (!right) {
      problems.add(expected + ", not '" + given + "'");
    }
  }
}
