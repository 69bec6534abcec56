package io.mozpool.plugins.proxr;

import io.mozpool.plugin.DriverAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a relay is: {@code proxr://host[:port]/bankB/relayR}.
 *
 * @param host host name, lower case, or IP address of the board
 * @param port the board's TCP port
 * @param bank 1 to 255
 * @param relay 1 to 8
 */
record RelayAddress(String host, int port, int bank, int relay) {

  private static final Pattern PATH = Pattern.compile("bank([1-9][0-9]{0,2})/relay([1-8])");
  private static final int LAST_BANK = 255;

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException where it is none of a relay
   */
  static RelayAddress of(DriverAddress address, int standardPort) {
    Matcher path = PATH.matcher(String.join("/", address.path()));
    if (address.host().isEmpty() || !address.query().isEmpty() || !path.matches()) {
      throw bad(address);
    }
    int bank = Integer.parseInt(path.group(1));
    if (bank > LAST_BANK) {
      throw bad(address);
    }
    return new RelayAddress(
        address.host().toLowerCase(Locale.ROOT),
        address.portOr(standardPort),
        bank,
        Integer.parseInt(path.group(2)));
  }

  /** The board, as {@code host:port}. */
  String board() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static IllegalArgumentException bad(DriverAddress address) {
    return new IllegalArgumentException(
        "address '"
            + address
            + "': expected proxr://host[:port]/bankB/relayR with a bank B from 1 to 255 (0 would"
            + " mean all banks at once) and a relay R from 1 to 8");
  }
}
