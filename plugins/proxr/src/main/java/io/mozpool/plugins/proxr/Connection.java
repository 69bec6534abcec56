package io.mozpool.plugins.proxr;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** A TCP connection to a relay board: a command goes out in one write, one byte comes back. */
final class Connection implements AutoCloseable {

  private final String board;
  private final Socket socket;

  private Connection(String board, Socket socket) {
    this.board = board;
    this.socket = socket;
  }

  /**
   * Connects to a board.
   *
   * @param board what messages call it
   */
  static Connection open(String board, InetSocketAddress address, Deadline deadline)
      throws DriverException {
    Connection connection = new Connection(board, new Socket());
    connection.connect(address, deadline);
    return connection;
  }

  private void connect(InetSocketAddress address, Deadline deadline) throws DriverException {
    int millis = deadline.remainingMillis();
    deadline.closeOnExpiry(socket);
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(address, millis);
    } catch (UnknownHostException e) {
      close();
      throw new DriverException(Reason.UNREACHABLE, board + ": cannot connect: name not known", e);
    } catch (IOException e) {
      close();
      throw failure(Reason.UNREACHABLE, "cannot connect", e, deadline);
    }
  }

  /** Whether the board has neither closed the connection nor sent what nobody asked for. */
  boolean isQuiet() {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @return the answer, one of those that the command expects
   */
  byte ask(Command command, Deadline deadline) throws DriverException {
    deadline.closeOnExpiry(socket);
    int answer = exchange(command, deadline);
    if (answer < 0) {
      throw garbled(command, "the end of the connection");
    }
    if (!command.isAnsweredBy((byte) answer)) {
      throw garbled(command, String.format("%02X", answer));
    }
    return (byte) answer;
  }

  private int exchange(Command command, Deadline deadline) throws DriverException {
    try {
      socket.setSoTimeout(deadline.remainingMillis());
      // In one write: firmware 3.2 does not put a command together from several.
      socket.getOutputStream().write(command.bytes());
      return socket.getInputStream().read();
    } catch (IOException e) {
      throw failure(Reason.GARBLED, "no answer to " + command, e, deadline);
    }
  }

  private DriverException garbled(Command command, String got) {
    return new DriverException(
        Reason.GARBLED,
        board + ": expected " + command.expected() + " in answer to " + command + ", got " + got);
  }

  /** The socket is also closed at the deadline: then that is the reason, whatever it says. */
  private DriverException failure(Reason reason, String what, IOException e, Deadline deadline) {
    boolean late = e instanceof SocketTimeoutException;
    try {
      deadline.remaining();
    } catch (DriverException over) {
      late = true;
    }
    return late
        ? new DriverException(Reason.TIMED_OUT, board + ": " + what + ": time is up", e)
        : new DriverException(reason, board + ": " + what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Given up either way; the next conversation makes a connection of its own.
    }
  }
}
