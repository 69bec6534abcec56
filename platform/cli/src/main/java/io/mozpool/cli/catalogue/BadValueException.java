package io.mozpool.cli.catalogue;

/** A value of a file is not as it should be; the message is for its author and says it all. */
final class BadValueException extends Exception {

  private static final long serialVersionUID = 1L;

  BadValueException(String message) {
    super(message);
  }
}
