package io.mozpool.plugins.fake.board;

import java.net.InetAddress;

/**
 * Who a board is.
 *
 * @param name its name in the pool
 * @param address the loopback address that is its own
 * @param macAddress twelve lower-case hexadecimal digits
 */
public record BoardId(String name, InetAddress address, String macAddress) {

  /** The name under which PXELINUX asks for this board's own config. */
  String bootFile() {
    return "pxelinux.cfg/01-" + String.join("-", macAddress.split("(?<=\\G..)"));
  }
}
