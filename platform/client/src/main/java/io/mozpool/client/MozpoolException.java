package io.mozpool.client;

import java.io.IOException;

/** A server refused; the message quotes why. */
public final class MozpoolException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  MozpoolException(int status, String what, String detail) {
    super("%s: %s (HTTP status %d)".formatted(what, detail, status));
    this.status = status;
  }

  /** The HTTP status: 404 for what does not exist, 409 for what cannot be done now. */
  public int status() {
    return status;
  }
}
