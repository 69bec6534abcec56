package io.mozpool.dist.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A slow ProXR relay board that remembers who has said what and when. It has an address for each
 * server, which is how it tells them apart.
 */
final class WitnessRelay implements AutoCloseable {

  /** A command that switches a relay. */
  record Order(Instant at, String server, int relay, boolean on) {}

  /** A connection of a server's. */
  static final class Connection {

    private final String server;
    private final Instant opened = Instant.now();
    private final Socket socket;
    private volatile boolean mute;
    private volatile boolean closed;

    private Connection(String server, Socket socket) {
      this.server = server;
      this.socket = socket;
    }

    String server() {
      return server;
    }

    Instant opened() {
      return opened;
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public String toString() {
      return server + " at " + opened;
    }
  }

  private static final int COMMAND = 0xFE;
  private static final int OFF = 100;
  private static final int ON = 108;
  private static final int READ = 116;
  private static final int DONE = 0x55;

  private final Duration pace;
  private final List<ServerSocket> listening = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();
  private final Set<Integer> energised = new TreeSet<>();

  /**
   * @param pace the time that it takes for a command
   */
  WitnessRelay(Duration pace) {
    this.pace = pace;
  }

  /** Listens for a server at an address of its own; the port is the same for all. */
  void listen(String address, int port, String server) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    listening.add(socket);
    daemon(() -> accept(socket, server));
  }

  synchronized List<Connection> connections() {
    return List.copyOf(connections);
  }

  /** Those of a server that are open. */
  synchronized List<Connection> open(String server) {
    return connections.stream().filter(each -> each.server.equals(server) && !each.closed).toList();
  }

  synchronized List<Order> orders() {
    return List.copyOf(orders);
  }

  /** The relays that are on; their boards have no power. */
  synchronized Set<Integer> energised() {
    return Set.copyOf(energised);
  }

  /** Leaves a server that waits for an answer waiting, for as long as it likes. */
  void mute(String server) {
    open(server).forEach(each -> each.mute = true);
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket socket : listening) {
      socket.close();
    }
    for (Connection connection : connections()) {
      connection.socket.close();
    }
  }

  private void accept(ServerSocket socket, String server) {
    try {
      while (true) {
        Connection connection = new Connection(server, socket.accept());
        synchronized (this) {
          connections.add(connection);
        }
        daemon(() -> serve(connection));
      }
    } catch (IOException e) {
      // it was closed
    }
  }

  private void serve(Connection connection) {
    try (Socket socket = connection.socket) {
      InputStream in = socket.getInputStream();
      for (int first = in.read(); first == COMMAND; first = in.read()) {
        int answer = obey(connection.server, in.read(), in.read());
        TimeUnit.NANOSECONDS.sleep(pace.toNanos());
        if (!connection.mute) {
          OutputStream out = socket.getOutputStream();
          out.write(answer);
        }
      }
    } catch (IOException e) {
      // the server closed it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connection.closed = true;
    }
  }

  private synchronized int obey(String server, int command, int bank) {
    int relay = (command - OFF) % 8 + 1;
    if (command >= READ) {
      return energised.contains(relay) ? 1 : 0;
    }
    boolean on = command >= ON;
    orders.add(new Order(Instant.now(), server, relay, on));
    if (on) {
      energised.add(relay);
    } else {
      energised.remove(relay);
    }
    return DONE;
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "witness-relay");
    thread.setDaemon(true);
    thread.start();
  }
}
