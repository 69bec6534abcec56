package io.mozpool.plugins.proxr;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A relay board and the one connection that it accepts. Calls share the connection until {@link
 * #disconnect}; one that fails closes it, so that a late answer is never taken for the next one.
 * Used by one thread at a time: the host lets the calls of a controller not overlap.
 */
final class RelayBoard {

  private final String name;
  private final String host;
  private final int port;
  private final Duration settle;
  private @Nullable Connection shared;
  private long restsUntil = System.nanoTime();

  /** What is said over a connection. */
  @FunctionalInterface
  private interface Conversation<T> {
    T with(Connection connection) throws DriverException;
  }

  RelayBoard(String name, String host, int port, Duration settle) {
    this.name = name;
    this.host = host;
    this.port = port;
    this.settle = settle;
  }

  /** The board, as {@code host:port}. */
  String name() {
    return name;
  }

  /** Tests both directions without switching anything. */
  void check(Deadline deadline) throws DriverException, InterruptedException {
    converse(deadline, connection -> connection.ask(Command.twoWayTest(), deadline));
  }

  /** Whether a relay is on. */
  boolean isOn(int bank, int relay, Deadline deadline)
      throws DriverException, InterruptedException {
    return converse(deadline, connection -> isOn(connection, bank, relay, deadline));
  }

  /** Switches a relay and reads it back: some boards report success and do nothing. */
  void turn(int bank, int relay, boolean on, Deadline deadline)
      throws DriverException, InterruptedException {
    Command command = Command.turn(bank, relay, on);
    boolean isOn =
        converse(
            deadline,
            connection -> {
              connection.ask(command, deadline);
              return isOn(connection, bank, relay, deadline);
            });
    if (isOn != on) {
      throw new DriverException(
          Reason.REFUSED,
          name + " reports success of " + command + ", but the relay is " + (on ? "off" : "on"));
    }
  }

  /** Closes the connection, if there is one. The board then rests: the next call waits for that. */
  void disconnect() {
    if (shared != null) {
      shared.close();
      shared = null;
      restsUntil = System.nanoTime() + settle.toNanos();
    }
  }

  private static boolean isOn(Connection connection, int bank, int relay, Deadline deadline)
      throws DriverException {
    return connection.ask(Command.read(bank, relay), deadline) == Command.ON;
  }

  private <T> T converse(Deadline deadline, Conversation<T> conversation)
      throws DriverException, InterruptedException {
    try {
      return conversation.with(connection(deadline));
    } catch (DriverException e) {
      disconnect();
      throw e;
    }
  }

  private Connection connection(Deadline deadline) throws DriverException, InterruptedException {
    if (shared != null && !shared.isQuiet()) {
      disconnect();
    }
    if (shared == null) {
      rest(deadline);
      shared = Connection.open(name, new InetSocketAddress(host, port), deadline);
    }
    return shared;
  }

  private void rest(Deadline deadline) throws DriverException, InterruptedException {
    long rest = restsUntil - System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(Math.min(rest, deadline.remaining().toNanos()));
    deadline.remaining();
  }
}
