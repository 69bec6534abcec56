package io.mozpool.plugins.pxe.tftp;

/** The codes of an ERROR packet that a read-only server has use for (RFC 1350, appendix). */
enum ErrorCode {
  NOT_DEFINED(0),
  FILE_NOT_FOUND(1),
  ACCESS_VIOLATION(2),
  ILLEGAL_OPERATION(4),
  UNKNOWN_TRANSFER_ID(5);

  final int number;

  ErrorCode(int number) {
    this.number = number;
  }
}
