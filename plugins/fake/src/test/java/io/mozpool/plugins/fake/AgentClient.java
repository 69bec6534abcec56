package io.mozpool.plugins.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to an agent. */
public final class AgentClient implements AutoCloseable {

  private final Socket socket = new Socket();

  public AgentClient(InetSocketAddress address) throws IOException {
    socket.connect(address, 5_000);
    socket.setSoTimeout(5_000);
  }

  /** Connects as soon as an agent is there. */
  static AgentClient patiently(InetSocketAddress address) {
    return Patience.until(() -> new AgentClient(address));
  }

  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything up to and including the next prompt, or up to the end of the connection. */
  public String read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = socket.getInputStream().read();
    while (next > 0) {
      bytes.write(next);
      next = socket.getInputStream().read();
    }
    return bytes.toString(StandardCharsets.UTF_8) + (next == 0 ? "\0" : "");
  }

  public String ask(String command) throws IOException {
    send(command + "\r\n");
    return read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
