package io.mozpool.plugins.ping;

import io.mozpool.plugin.DriverAddress;
import java.util.regex.Pattern;

/** The host that an address names, fit to be an argument of a program. */
record PingTarget(String host) {

  // No hyphen in front: the program would take it for an option.
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:%_][A-Za-z0-9.:%_-]*");

  static PingTarget of(DriverAddress address) {
    boolean onlyAHost =
        address.port().isEmpty() && address.path().isEmpty() && address.query().isEmpty();
    if (!onlyAHost || !HOST.matcher(address.host()).matches()) {
      throw new IllegalArgumentException(
          "address '%s': expected ping:host, a host name or an IP address".formatted(address));
    }
    return new PingTarget(address.host());
  }

  /** The complaint about a host whose name has no address. */
  String unknown() {
    return "name not known: " + host;
  }

  @Override
  public String toString() {
    return host;
  }
}
