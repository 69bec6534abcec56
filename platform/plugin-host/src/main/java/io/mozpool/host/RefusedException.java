package io.mozpool.host;

/** The host does not take a plugin; the message says why, to follow its name. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
