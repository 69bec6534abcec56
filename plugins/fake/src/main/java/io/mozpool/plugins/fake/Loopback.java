package io.mozpool.plugins.fake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Consecutive loopback addresses, numbered from 1. */
record Loopback(int first) {

  private static final String FORM = "127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}";
  private static final int LAST = 0x7FFFFFFE;

  /**
   * @param setting where the first address stands
   * @throws IllegalArgumentException where it is none, or there are too few behind it
   */
  static Loopback from(String setting, String first, int count) {
    if (!first.matches(FORM) || LAST - toInt(first) < count - 1) {
      throw new IllegalArgumentException(
          setting + ": expected 127.x.y.z with room for " + count + ", not '" + first + "'");
    }
    return new Loopback(toInt(first));
  }

  InetAddress address(int number) {
    int bits = first + number - 1;
    byte[] bytes = {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static int toInt(String address) {
    return Arrays.stream(address.split("\\."))
        .mapToInt(Integer::parseInt)
        .reduce(0, (bits, part) -> bits << 8 | part);
  }
}
