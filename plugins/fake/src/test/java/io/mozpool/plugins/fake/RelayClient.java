package io.mozpool.plugins.fake;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to a relay board, byte by byte. */
public final class RelayClient implements AutoCloseable {

  private final Socket socket = new Socket();

  public RelayClient(InetSocketAddress address) throws IOException {
    socket.connect(address, 5_000);
    socket.setSoTimeout(5_000);
  }

  /** Connects as soon as the relay board is done with others. */
  static RelayClient patiently(InetSocketAddress address) {
    return Patience.until(() -> new RelayClient(address));
  }

  /** Sends these bytes; returns the one that comes back, -1 where the connection ends. */
  public int ask(int... bytes) throws IOException {
    byte[] sent = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      sent[i] = (byte) bytes[i];
    }
    socket.getOutputStream().write(sent);
    return socket.getInputStream().read();
  }

  public void timeout(int millis) throws IOException {
    socket.setSoTimeout(millis);
  }

  /** Takes or gives a device's power: a relay that is on takes it. */
  void switchDevice(int relay, boolean on) throws IOException {
    int answer = ask(0xFE, (on ? 100 : 108) + relay % 8, relay / 8 + 1);
    if (answer != 0x55) {
      throw new AssertionError("expected 55, not " + answer);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
