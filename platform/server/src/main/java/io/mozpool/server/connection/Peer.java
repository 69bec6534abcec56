package io.mozpool.server.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other end of a connection. */
public final class Peer {

  private Peer() {}

  /** Its address; empty where it has none, as in tests. */
  public static Optional<InetAddress> address(@Nullable SocketAddress peer) {
    return peer instanceof InetSocketAddress socket
        ? Optional.ofNullable(socket.getAddress())
        : Optional.empty();
  }
}
