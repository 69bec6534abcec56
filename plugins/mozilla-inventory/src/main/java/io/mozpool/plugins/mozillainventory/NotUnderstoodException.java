package io.mozpool.plugins.mozillainventory;

/** Something of a system that is there and was not understood. */
final class NotUnderstoodException extends Exception {

  private static final long serialVersionUID = 1L;

  NotUnderstoodException(String reason) {
    super(reason);
  }
}
