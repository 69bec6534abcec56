package io.mozpool.plugins.netbox;

/** Something of a board, or of its PDU, that is there and was not understood. */
final class NotUnderstoodException extends Exception {

  private static final long serialVersionUID = 1L;

  NotUnderstoodException(String reason) {
    super(reason);
  }
}
