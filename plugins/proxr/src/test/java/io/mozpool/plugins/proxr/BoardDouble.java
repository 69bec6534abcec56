package io.mozpool.plugins.proxr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A relay board with four banks: takes one connection and closes its listener meanwhile, and drops
 * the connection when it does not understand a command.
 */
final class BoardDouble implements AutoCloseable {

  /** What it does with commands. */
  enum Mode {
    WORKS,
    HANGS,
    TALKS_NONSENSE,
    DROPS_THE_CONNECTION,
    SWITCHES_NOTHING
  }

  private static final int BANKS = 4;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final BitSet relays = new BitSet();
  private final InetSocketAddress address;
  private volatile ServerSocket listener;
  private volatile Socket client = new Socket();
  private volatile Mode mode = Mode.WORKS;
  private boolean closed;

  BoardDouble() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    address = (InetSocketAddress) listener.getLocalSocketAddress();
    Thread thread = new Thread(this::serve, "board-double");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return address;
  }

  void behave(Mode mode) {
    this.mode = mode;
  }

  /** What came, a chunk each, in hexadecimal. */
  List<String> received() {
    return received;
  }

  int connections() {
    return connections.get();
  }

  /** Sends a byte that nobody asked for. */
  void say(int unasked) throws IOException {
    client.getOutputStream().write(unasked);
  }

  void dropTheConnection() throws IOException {
    client.close();
  }

  private void serve() {
    while (true) {
      try (Socket accepted = listener.accept()) {
        connections.incrementAndGet();
        client = accepted;
        accepted.setTcpNoDelay(true); // what it says is there when it has said it
        listener.close();
        talk(accepted);
      } catch (IOException e) {
        // The client or the test went away.
      }
      if (!listenAgain()) {
        return;
      }
    }
  }

  private void talk(Socket client) throws IOException {
    byte[] chunk = new byte[100];
    int length;
    while ((length = client.getInputStream().read(chunk)) > 0) {
      byte[] command = Arrays.copyOf(chunk, length);
      received.add(HexFormat.of().formatHex(command));
      int answer = answer(command);
      if (answer < 0) {
        return;
      }
      if (mode != Mode.HANGS) {
        client.getOutputStream().write(mode == Mode.TALKS_NONSENSE ? 'U' + 1 : answer);
      }
    }
  }

  private int answer(byte[] command) {
    if (mode == Mode.DROPS_THE_CONNECTION) {
      return -1;
    }
    if (Arrays.equals(command, HexFormat.of().parseHex("fe21"))) {
      return 0x55;
    }
    if (command.length != 3 || command[0] != (byte) 0xfe || command[2] < 1 || command[2] > BANKS) {
      return -1;
    }
    int relay = command[2] * 8 + (command[1] - 100) % 8;
    return switch ((command[1] - 100) / 8) {
      case 0 -> turn(relay, false);
      case 1 -> turn(relay, true);
      case 2 -> relays.get(relay) ? 1 : 0;
      default -> -1;
    };
  }

  private int turn(int relay, boolean on) {
    if (mode != Mode.SWITCHES_NOTHING) {
      relays.set(relay, on);
    }
    return 0x55;
  }

  private synchronized boolean listenAgain() {
    if (closed) {
      return false;
    }
    try {
      listener = new ServerSocket(address.getPort(), 1, address.getAddress());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    listener.close();
    client.close();
  }
}
