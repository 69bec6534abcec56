package io.mozpool.server.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a part of a file, which is opened when the first byte is asked for: perhaps never. */
final class FilePart extends InputStream {

  private final Path file;
  private long position;
  private long left;
  private @Nullable FileChannel channel;
  private boolean closed;

  FilePart(Path file, ByteRange range) {
    this.file = file;
    this.position = range.first();
    this.left = range.length();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int most = (int) Math.min(length, left);
    int read = open().read(ByteBuffer.wrap(bytes, offset, most), position);
    if (read > 0) {
      position += read;
      left -= read;
    }
    return read;
  }

  private synchronized FileChannel open() throws IOException {
    if (closed) {
      throw new ClosedChannelException(); // by its reader's end
    }
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file);
      channel = open;
    }
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }
}
