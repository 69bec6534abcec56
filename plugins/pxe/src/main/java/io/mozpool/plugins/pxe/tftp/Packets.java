package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The packets that the server sends, as bytes. */
final class Packets {

  /** Opcode and number of a DATA, ACK or ERROR packet. */
  static final int HEADER_LENGTH = 4;

  private Packets() {}

  static ByteBuf data(ByteBufAllocator allocator, long number, Blocks blocks, int blockSize)
      throws IOException {
    int length = HEADER_LENGTH + blockSize;
    ByteBuf packet = allocator.directBuffer(length, length);
    packet.writeShort(Opcode.DATA).writeShort((int) number); // from 65535 on to 0
    try {
      blocks.append(number, packet);
    } catch (IOException | RuntimeException e) {
      packet.release();
      throw e;
    }
    return packet;
  }

  static ByteBuf optionsAck(ByteBufAllocator allocator, List<Option> options) {
    ByteBuf packet = allocator.directBuffer().writeShort(Opcode.OPTIONS_ACK);
    for (Option option : options) {
      text(packet, option.name());
      text(packet, option.value());
    }
    return packet;
  }

  static ByteBuf error(ByteBufAllocator allocator, ErrorCode code, String text) {
    ByteBuf packet = allocator.directBuffer().writeShort(Opcode.ERROR).writeShort(code.number);
    text(packet, text);
    return packet;
  }

  private static void text(ByteBuf packet, String text) {
    packet.writeCharSequence(text, StandardCharsets.UTF_8);
    packet.writeByte(0);
  }
}
