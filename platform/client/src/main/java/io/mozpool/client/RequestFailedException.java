package io.mozpool.client;

/** A request is not, or not in time, in the state that was waited for. */
public final class RequestFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String state;

  RequestFailedException(String message, String state) {
    super(message);
    this.state = state;
  }

  /** The state it is in instead: a failed one, {@code closed}, or one on the way. */
  public String state() {
    return state;
  }
}
