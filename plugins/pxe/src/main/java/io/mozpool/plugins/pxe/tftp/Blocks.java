package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** A file, cut into the blocks of one transfer. */
interface Blocks {

  /**
   * Appends a block to a packet: a full one, or the last, which is shorter and may be empty.
   *
   * @param number from 1; asked for one after the other, or again from the one after the last that
   *     was acknowledged
   */
  void append(long number, ByteBuf packet) throws IOException;

  static Blocks of(Content content, Request request, Terms terms) {
    return request.netascii()
        ? new NetasciiBlocks(content, terms.blockSize(), terms.windowSize())
        : octets(content, terms.blockSize());
  }

  /** The file as it is. */
  private static Blocks octets(Content content, int blockSize) {
    return (number, packet) -> {
      long start = (number - 1) * blockSize;
      content.append(start, (int) Math.min(blockSize, content.size() - start), packet);
    };
  }
}
