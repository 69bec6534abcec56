package io.mozpool.plugins.pxe.tftp;

import io.mozpool.plugin.BootFile;
import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;

/** The bytes of a file that is being sent. */
sealed interface Content extends Closeable permits FileInMemory, FileOnDisk {

  /** Opens a file. Blocks: not for the event loop. */
  static Content of(BootFile file) throws IOException {
    if (file instanceof BootFile.OnDisk onDisk) {
      return FileOnDisk.open(onDisk);
    }
    return new FileInMemory(((BootFile.InMemory) file).bytes());
  }

  long size();

  /** Appends that many bytes from that position on; there must be as many before the end. */
  void append(long position, int length, ByteBuf out) throws IOException;
}
