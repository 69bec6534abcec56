package io.mozpool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A TCP port on the loopback interface where nobody listens: connections are refused. The port is
 * held until this is closed, so that nobody begins to listen there meanwhile.
 *
 * @since 1.0
 */
public final class AbsentPeer implements AutoCloseable {

  // Bound, but not listening.
  private final Socket socket = new Socket();

  private AbsentPeer() {}

  /**
   * Takes a free port.
   *
   * @throws UncheckedIOException where there is none
   */
  public static AbsentPeer open() {
    AbsentPeer peer = new AbsentPeer();
    try {
      peer.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where nobody listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Frees the port. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
