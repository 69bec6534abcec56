package io.mozpool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A controller that works: {@code 1} on, {@code 0} off, {@code t} toggle, {@code ?} read. */
final class PlugController implements AutoCloseable {

  private final ServerSocket listener;
  private boolean on;

  PlugController() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "plug-controller");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        int request = client.getInputStream().read();
        on = request == 't' ? !on : request == '?' ? on : request == '1';
        client.getOutputStream().write(on ? '1' : '0');
      } catch (IOException e) {
        // The test is over, or a client went away.
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
