package io.mozpool.plugins.pxe.tftp;

import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * One address that is served: the socket that is asked there, and those that answers come from.
 * None of them is bound to the wildcard, so that answers leave from the address that was asked.
 */
final class Endpoint implements AutoCloseable {

  /**
   * Bound once and shared: a socket of its own for each transfer halves the rate of small files.
   */
  private static final int TRANSFER_SOCKETS = 16;

  private final List<Channel> channels = new ArrayList<>();

  private Endpoint() {}

  /**
   * Starts to serve an address.
   *
   * @throws IOException where it is not this host's, or the port is taken, or may not be bound
   */
  static Endpoint open(Sockets sockets, InetAddress address, int port, Service service)
      throws IOException {
    Endpoint endpoint = new Endpoint();
    try {
      endpoint.bind(sockets, address, port, service);
      return endpoint;
    } catch (IOException | RuntimeException e) {
      endpoint.close();
      throw e;
    }
  }

  private void bind(Sockets sockets, InetAddress address, int port, Service service)
      throws IOException {
    TransferHandler transfers = service.transferHandler();
    for (int i = 0; i < TRANSFER_SOCKETS; i++) {
      channels.add(sockets.bind(address, 0, transfers));
    }
    List<Channel> answering = List.copyOf(channels);
    Channel listening = sockets.bind(address, port, service.requestHandler(answering));
    listening.closeFuture().addListener(closed -> service.endAllOn(answering));
    channels.add(listening);
  }

  /** The port that is asked. */
  int port() {
    return Sockets.port(channels.get(channels.size() - 1));
  }

  /** Frees its ports; what is being sent from there ends without a word. */
  @Override
  public void close() {
    Sockets.close(channels);
  }
}
