package io.mozpool.plugins.pxe.tftp;

/** The first two bytes of every packet (RFC 1350, section 5, and RFC 2347). */
final class Opcode {

  static final int READ_REQUEST = 1;
  static final int WRITE_REQUEST = 2;
  static final int DATA = 3;
  static final int ACK = 4;
  static final int ERROR = 5;
  static final int OPTIONS_ACK = 6;

  private Opcode() {}
}
