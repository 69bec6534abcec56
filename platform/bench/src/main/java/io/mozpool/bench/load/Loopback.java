package io.mozpool.bench.load;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of clients of a server on this machine. A server bounds the connections of an address,
 * so that many clients need several.
 */
final class Loopback {

  private static final int CLIENTS_OF_ONE = 150;
  private static final int ADDRESSES = 100;

  private Loopback() {}

  /** The address that a client connects from: 127.0.0.1 for the first ones; null for any. */
  static @Nullable InetSocketAddress of(InetSocketAddress server, int client) {
    boolean isHere = server.getAddress() != null && server.getAddress().isLoopbackAddress();
    return isHere && server.getAddress().getAddress().length == 4
        ? new InetSocketAddress("127.0.0." + (1 + client / CLIENTS_OF_ONE % ADDRESSES), 0)
        : null;
  }
}
