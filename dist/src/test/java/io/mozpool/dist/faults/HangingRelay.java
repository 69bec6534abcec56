package io.mozpool.dist.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay board that takes connections and never says a word. */
final class HangingRelay implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();

  HangingRelay() throws IOException {
    Thread thread = new Thread(this::accept, "hanging-relay");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  int connections() {
    return connections.size();
  }

  void awaitConnection() {
    await().until(() -> !connections.isEmpty());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        connections.add(listening.accept());
      }
    } catch (IOException e) {
      // it was closed
    }
  }
}
