package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;

/** A file that never was on disk, or is so small that it was read as a whole. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FileInMemory(byte[] bytes) implements Content {

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void append(long position, int length, ByteBuf out) {
    out.writeBytes(bytes, (int) position, length);
  }

  @Override
  public void close() {}
}
