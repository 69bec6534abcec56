package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;

/**
 * A file as the text of RFC 764: a line ends in CR LF, and a CR that is only a CR is followed by
 * NUL.
 *
 * <p>Where a block begins depends on all the text before it, so the beginnings of one window are
 * remembered for the case that it must be sent again.
 */
final class NetasciiBlocks implements Blocks {

  private final Content content;
  private final int blockSize;

  /** By block number, in a ring: twice the position in the file, plus 1 within a pair of bytes. */
  private final long[] starts;

  NetasciiBlocks(Content content, int blockSize, int windowSize) {
    this.content = content;
    this.blockSize = blockSize;
    this.starts = new long[windowSize + 1];
  }

  @Override
  public void append(long number, ByteBuf packet) throws IOException {
    long start = starts[index(number)];
    byte[] raw = read(start / 2);
    int used = (int) (start % 2); // in halves of bytes
    for (int room = blockSize; room > 0 && used < 2 * raw.length; room--) {
      byte next = raw[used / 2];
      if (next != '\n' && next != '\r') {
        packet.writeByte(next);
        used += 2;
      } else {
        packet.writeByte(used % 2 == 0 ? '\r' : next == '\n' ? '\n' : 0);
        used++;
      }
    }
    starts[index(number + 1)] = start / 2 * 2 + used;
  }

  private byte[] read(long position) throws IOException {
    byte[] raw = new byte[(int) Math.min(blockSize, content.size() - position)];
    content.append(position, raw.length, Unpooled.wrappedBuffer(raw).clear());
    return raw;
  }

  private int index(long number) {
    return (int) (number % starts.length);
  }
}
