package io.mozpool.plugin;

/**
 * Hardware did not do what it was asked for. Expected, and never the end: the state machine's
 * timeout tries again. Anything else that a driver throws counts as a bug of the plugin and is
 * logged with its stack.
 *
 * @since 1.0
 */
public class DriverException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as the pool treats it differently. */
  public enum Reason {
    /** Nobody was reached: connection refused, no route, unknown host. */
    UNREACHABLE,
    /** Somebody may be there, and the deadline passed without an answer. */
    TIMED_OUT,
    /** The device or controller answered, and the answer is no. */
    REFUSED,
    /** The answer makes no sense in this protocol, or the connection ended within it. */
    GARBLED
  }

  private final Reason reason;

  /**
   * @param message what was asked of whom, what was expected and what came, quoted
   */
  public DriverException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * @param message what was asked of whom, what was expected and what came, quoted
   */
  public DriverException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public final Reason reason() {
    return reason;
  }
}
