package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Connections from 127.0.0.2 that say something and read nothing, until they leave together. */
final class Assailants implements AutoCloseable {

  private static final int SMALL_WINDOW = 4_096;

  private final InetSocketAddress server;
  private final InetAddress address = InetAddress.getByName("127.0.0.2");
  private final List<Socket> open = new ArrayList<>();

  Assailants(String url) throws IOException {
    URI uri = URI.create(url);
    this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  /** So many connect, and each says this as far as the server takes it. */
  void come(int count, String says) throws IOException {
    byte[] bytes = says.getBytes(US_ASCII);
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(SMALL_WINDOW);
      socket.bind(new InetSocketAddress(address, 0));
      open.add(socket);
      try {
        socket.connect(server);
        socket.getOutputStream().write(bytes);
      } catch (IOException e) {
        // refused while it spoke
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
