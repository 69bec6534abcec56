package io.mozpool.client;

/** A request is not, or not in time, in the state that was waited for. */
public final class RequestFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String state;
  private final boolean over;

  /**
   * @param over whether the state is the request's last
   */
  RequestFailedException(String message, String state, boolean over) {
    super(message);
    this.state = state;
    this.over = over;
  }

  /** The state it is in instead: a failed one, {@code closed}, or one on the way. */
  public String state() {
    return state;
  }

  /** Whether the request has come to its end; else it goes on, and may get a device. */
  public boolean isOver() {
    return over;
  }
}
