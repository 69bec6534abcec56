package io.mozpool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A peer on the loopback interface that takes connections and datagrams on one port, TCP and UDP,
 * and never answers: a board that hangs.
 *
 * @since 1.0
 */
public final class SilentPeer implements AutoCloseable {

  private static final int BACKLOG = 50;
  private static final int ATTEMPTS = 20;

  // Neither is ever read: the operating system completes connections and takes datagrams by itself.
  private final ServerSocket tcp;
  private final DatagramSocket udp;

  private SilentPeer(ServerSocket tcp, DatagramSocket udp) {
    this.tcp = tcp;
    this.udp = udp;
  }

  /**
   * Opens a peer on a free port.
   *
   * @throws UncheckedIOException where no port is free for both TCP and UDP
   */
  public static SilentPeer open() {
    try {
      for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
        try {
          return bind();
        } catch (BindException e) {
          // Somebody has the UDP port of that number: the next TCP port is another one.
        }
      }
      return bind();
    } catch (IOException e) {
      throw new UncheckedIOException("no port that is free for both TCP and UDP", e);
    }
  }

  private static SilentPeer bind() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket tcp = new ServerSocket(0, BACKLOG, loopback);
    try {
      return new SilentPeer(tcp, new DatagramSocket(tcp.getLocalPort(), loopback));
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  /** Where it listens, with TCP and UDP. */
  public InetSocketAddress address() {
    return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
  }

  /** Resets the connections that were made and frees the port. */
  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
