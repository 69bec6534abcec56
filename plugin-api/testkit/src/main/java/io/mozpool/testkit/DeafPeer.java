package io.mozpool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A TCP port on the loopback interface where attempts to connect are neither taken nor refused: a
 * board that is switched off. Its queue of connections is full, and Linux then says nothing.
 *
 * @since 1.0
 */
public final class DeafPeer implements AutoCloseable {

  private static final int SILENCE_MILLIS = 100;
  private static final int ENOUGH = 10;

  private final ServerSocket listener;
  private final List<Socket> queue = new ArrayList<>();

  private DeafPeer(ServerSocket listener) {
    this.listener = listener;
  }

  /**
   * Opens a peer on a free port.
   *
   * @throws UncheckedIOException where the operating system takes or refuses connections all the
   *     same
   */
  public static DeafPeer open() {
    try {
      DeafPeer peer = new DeafPeer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      peer.fillTheQueue();
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fillTheQueue() throws IOException {
    try {
      while (queue.size() < ENOUGH) {
        Socket socket = new Socket();
        queue.add(socket);
        socket.connect(address(), SILENCE_MILLIS);
      }
    } catch (SocketTimeoutException full) {
      return;
    } catch (IOException e) {
      close();
      throw e;
    }
    close();
    throw new IOException("no end to the queue of connections after " + ENOUGH);
  }

  /** Where it does not listen. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** Frees the port; those who still try to connect are refused then. */
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : queue) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
