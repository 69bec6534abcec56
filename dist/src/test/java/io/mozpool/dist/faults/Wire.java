package io.mozpool.dist.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A TCP proxy whose wire can be cut, at once or when certain words are about to pass. */
final class Wire implements AutoCloseable {

  /**
   * What happens when words come: before the other side has them, or before its answer arrives.
   *
   * @param words in lower case
   * @param action returns whether they, or the answer, pass; otherwise the connection is cut
   */
  record Trap(String words, boolean before, BooleanSupplier action) {}

  @FunctionalInterface
  private interface Gate {
    boolean passes(byte[] bytes, int length);
  }

  private final ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private volatile boolean up = true;

  /**
   * @param target the port that it leads to, where somebody may listen or not
   */
  Wire(int target) throws IOException {
    this.target = target;
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends all connections; new ones can be made at once. */
  void cut() {
    for (Socket socket : open) {
      close(socket);
    }
  }

  /** From now on nobody gets through. */
  void down() {
    up = false;
    cut();
  }

  void up() {
    up = true;
  }

  /** Sets a trap that springs once, in place of one that has not. */
  void set(Trap next) {
    trap.set(next);
  }

  /** Takes the trap away; returns whether it was still there. */
  boolean disarm() {
    return trap.getAndSet(null) != null;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket near = listener.accept();
        open.add(near);
        daemon(() -> connect(near));
      } catch (IOException e) {
        // closed, or the peer was faster to go
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    open.add(far);
    try {
      if (!up) {
        throw new SocketException("cut");
      }
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      AtomicReference<Trap> sprung = new AtomicReference<>();
      daemon(() -> copy(far, near, (bytes, length) -> answerPasses(sprung.getAndSet(null))));
      copy(near, far, (bytes, length) -> questionPasses(sprung(bytes, length), sprung));
    } catch (IOException e) {
      close(near);
      close(far);
    }
  }

  /** Copies until an end is closed, or until a chunk does not pass. */
  private void copy(Socket from, Socket to, Gate gate) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
        if (!gate.passes(buffer, length)) {
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException e) {
      // cut
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static boolean questionPasses(Trap now, AtomicReference<Trap> sprung) {
    if (now != null && !now.before()) {
      sprung.set(now);
      return true;
    }
    return now == null || now.action().getAsBoolean();
  }

  private static boolean answerPasses(Trap sprung) {
    return sprung == null || sprung.action().getAsBoolean();
  }

  private Trap sprung(byte[] buffer, int length) {
    Trap set = trap.get();
    if (set == null) {
      return null;
    }
    String passing = new String(buffer, 0, length, ISO_8859_1).toLowerCase(Locale.ROOT);
    return passing.contains(set.words()) && trap.compareAndSet(set, null) ? set : null;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "wire");
    thread.setDaemon(true);
    thread.start();
  }
}
