package io.mozpool.plugins.pxe.tftp;

import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a client received. */
record Packet(byte[] bytes, InetSocketAddress from) {

  static Packet of(DatagramPacket packet) {
    byte[] bytes = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
    return new Packet(bytes, (InetSocketAddress) packet.getSocketAddress());
  }

  int opcode() {
    return ByteBuffer.wrap(bytes).getShort();
  }

  /** The block number of a DATA packet. */
  int number() {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(2));
  }

  byte[] data() {
    return Arrays.copyOfRange(bytes, 4, bytes.length);
  }

  /**
   * The packet as a test reads it: {@code DATA 1}, {@code OACK blksize=8}, {@code ERROR 1 text}.
   */
  @Override
  public String toString() {
    return switch (opcode()) {
      case Opcode.DATA -> "DATA " + number();
      case Opcode.ERROR -> "ERROR " + number() + " " + text(4, bytes.length - 1);
      case Opcode.OPTIONS_ACK -> "OACK " + options();
      default -> "opcode " + opcode();
    };
  }

  private String options() {
    String[] texts = text(2, bytes.length).split("\0");
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < texts.length; i += 2) {
      pairs.append(i == 0 ? "" : " ").append(texts[i]).append('=').append(texts[i + 1]);
    }
    return pairs.toString();
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
