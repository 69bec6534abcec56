package io.mozpool.plugin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a driver finds a device or a controller: {@code proxr://relay-3.example:2101/bank1/relay2},
 * {@code ping:panda-7.example}, {@code redfish://bmc-7/1?as=lab}. Its scheme names the driver.
 *
 * <p>Not a {@link java.net.URI}, which rejects {@code pxe:} and finds no host in {@code //relay_1}.
 * Addresses are public, so credentials never stand in them: a query names a setting instead.
 *
 * @param text the address as it was written
 * @param scheme the driver's name, lower case
 * @param host host name or IP address, IPv6 without its brackets; empty where the address names
 *     none
 * @param port the port, 1 to 65535, where one is given
 * @param path the parts between slashes after the host; unmodifiable
 * @param query the {@code key=value} pairs after the question mark, in their order; unmodifiable
 * @since 1.0
 */
public record DriverAddress(
    String text,
    String scheme,
    String host,
    OptionalInt port,
    List<String> path,
    Map<String, String> query) {

  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*):(?://)?"
              + "(\\[[0-9A-Fa-f:.%]+]|[^\\s/?:\\[\\]]*)(?::([0-9]{1,5}))?"
              + "((?:/[^\\s/?]+)*)/?(?:\\?(\\S*))?");

  public DriverAddress {
    path = List.copyOf(path);
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException where it is none; the message quotes it and says what was
   *     expected
   */
  public static DriverAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw bad(text, "expected scheme://host[:port][/part...][?key=value&...]");
    }
    String host = form.group(2);
    return new DriverAddress(
        text,
        form.group(1).toLowerCase(Locale.ROOT),
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port(text, form.group(3)),
        parts(form.group(4)),
        query(text, form.group(5)));
  }

  /**
   * The port, or the given one where the address names none.
   *
   * @param standard the protocol's standard port
   */
  public int portOr(int standard) {
    return port.orElse(standard);
  }

  /** The address as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static OptionalInt port(String text, @Nullable String digits) {
    if (digits == null) {
      return OptionalInt.empty();
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw bad(text, "expected a port from 1 to 65535, not " + digits);
    }
    return OptionalInt.of(port);
  }

  private static List<String> parts(String path) {
    return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  private static Map<String, String> query(String text, @Nullable String query) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return pairs;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || pairs.containsKey(pair.substring(0, equals))) {
        throw bad(text, "expected each key once, as key=value, not '" + pair + "'");
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  private static IllegalArgumentException bad(String text, String expected) {
    return new IllegalArgumentException("address '" + text + "': " + expected);
  }
}
