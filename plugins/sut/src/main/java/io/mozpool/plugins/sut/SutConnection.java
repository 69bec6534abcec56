package io.mozpool.plugins.sut;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.commons.net.SocketClient;

/**
 * One connection to an agent: a line goes out, text comes back up to the prompt. Bytes are mapped
 * to characters one to one, so that a path goes back as it came.
 */
final class SutConnection extends SocketClient implements AutoCloseable {

  private static final String PROMPT = "$>\0";
  private static final String WARNING = "##AGENT-WARNING##";
  private static final int MAX_REPLY = 1 << 20;
  private static final int MAX_QUOTE = 200;

  private final SutAddress address;
  private final SutSettings settings;
  private final Deadline deadline;

  SutConnection(SutAddress address, SutSettings settings, Deadline deadline) {
    this.address = address;
    this.settings = settings;
    this.deadline = deadline;
    setSocketFactory(new ExpiringSockets(deadline));
  }

  /** Connects and waits for the first prompt. */
  void open() throws DriverException, InterruptedException {
    setConnectTimeout(atMost(settings.connectTimeout()).remainingMillis());
    try {
      connect(address.host(), address.port());
    } catch (UnknownHostException e) {
      throw new DriverException(Reason.UNREACHABLE, text("cannot be asked: name not known"), e);
    } catch (SocketTimeoutException e) {
      throw failure(Reason.TIMED_OUT, "took no connection in " + getConnectTimeout() + " ms", e);
    } catch (IOException e) {
      throw failure(Reason.UNREACHABLE, "cannot be reached: " + e, e);
    }
    reply("the connection");
  }

  /**
   * Sends a command and returns what is said before the next prompt, without white space around.
   */
  String ask(String command) throws DriverException, InterruptedException {
    send(command);
    return reply("'" + command + "'");
  }

  /** The same for a command that is followed by data. */
  String ask(String command, byte[] data) throws DriverException, InterruptedException {
    send(command);
    write(command, data);
    return reply("'" + command + "'");
  }

  /** Sends a command and leaves it at that. */
  void send(String command) throws DriverException, InterruptedException {
    write(command, (command + NETASCII_EOL).getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    try {
      disconnect();
    } catch (IOException e) {
      // Given up either way.
    }
  }

  DriverException failure(Reason reason, String what) {
    return new DriverException(reason, text(what));
  }

  /** The text in quotes, cut and in one line. */
  static String quote(CharSequence text) {
    String start = text.subSequence(0, Math.min(text.length(), MAX_QUOTE)).toString();
    String more = text.length() > MAX_QUOTE ? "..." : "";
    return "'" + start.replaceAll("\\p{Cntrl}", " ") + more + "'";
  }

  @Override
  protected void _connectAction_() throws IOException {
    super._connectAction_();
    _input_ = new BufferedInputStream(_input_);
  }

  private void write(String command, byte[] bytes) throws DriverException, InterruptedException {
    deadline.remaining(); // nothing is sent when the time is over
    try {
      _output_.write(bytes);
      _output_.flush();
    } catch (IOException e) {
      throw failure(Reason.GARBLED, "hung up before '" + command + "': " + e, e);
    }
  }

  private String reply(String to) throws DriverException, InterruptedException {
    Deadline limit = atMost(settings.commandTimeout());
    StringBuilder text = new StringBuilder();
    try {
      while (text.indexOf(PROMPT, text.length() - PROMPT.length()) < 0) {
        setSoTimeout(limit.remainingMillis());
        text.append(next(text.length()));
      }
    } catch (SocketTimeoutException e) {
      Reason reason = text.isEmpty() ? Reason.TIMED_OUT : Reason.GARBLED;
      throw failure(reason, "answered " + to + " with " + quote(text) + " and no prompt", e);
    } catch (IOException e) {
      throw failure(Reason.GARBLED, "answered " + to + " with " + quote(text) + ", then: " + e, e);
    }
    return checked(to, text.substring(0, text.length() - PROMPT.length()).strip());
  }

  private char next(int length) throws IOException {
    int next = _input_.read();
    if (next < 0) {
      throw new EOFException("the connection ended");
    }
    if (length == MAX_REPLY) {
      throw new IOException("more than " + MAX_REPLY + " bytes without a prompt");
    }
    return (char) next;
  }

  private String checked(String to, String reply) throws DriverException {
    if (reply.startsWith(WARNING)) {
      throw failure(Reason.REFUSED, "refused " + to + ": " + quote(reply));
    }
    return reply;
  }

  /** What to make of an error, unless it only shows that the host has given the call up. */
  private DriverException failure(Reason reason, String what, IOException e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while talking to " + address);
    }
    return new DriverException(isOver() ? Reason.TIMED_OUT : reason, text(what), e);
  }

  private boolean isOver() {
    try {
      deadline.remaining();
      return false;
    } catch (DriverException over) {
      return true;
    }
  }

  private Deadline atMost(Duration limit) throws DriverException {
    Duration remaining = deadline.remaining();
    return Deadline.in(remaining.compareTo(limit) < 0 ? remaining : limit);
  }

  private String text(String what) {
    return "SUTAgent at " + address + " " + what;
  }
}
