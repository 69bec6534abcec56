package io.mozpool.host;

/** An address names a driver that is not there; the message says why, as far as that is known. */
public final class NoDriverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoDriverException(String message) {
    super(message);
  }
}
