package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.BootFile;
import io.netty.buffer.ByteBuf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A large file, read in pieces of many blocks. It counts as long as it was when looked up. */
final class FileOnDisk implements Content {

  /** Bytes of a piece; files up to this length are read as a whole, and closed. */
  private static final int PIECE = 64 * 1024;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
  private long pieceStart;

  private FileOnDisk(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static Content open(BootFile.OnDisk file) throws IOException {
    if (file.size() > PIECE) {
      return new FileOnDisk(file.open(), file.size());
    }
    try (FileChannel channel = file.open()) {
      ByteBuffer whole = ByteBuffer.allocate((int) file.size());
      fill(whole, channel, 0);
      return new FileInMemory(whole.array());
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(long position, int length, ByteBuf out) throws IOException {
    if (position < pieceStart || position + length > pieceStart + piece.limit()) {
      pieceStart = position;
      fill(piece.clear().limit((int) Math.min(PIECE, size - position)), channel, position);
    }
    out.writeBytes(piece.array(), (int) (position - pieceStart), length);
  }

  private static void fill(ByteBuffer bytes, FileChannel channel, long position)
      throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        bytes.limit(0);
        throw new EOFException("the file has become shorter while it was being sent");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
