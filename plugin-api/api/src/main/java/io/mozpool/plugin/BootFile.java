package io.mozpool.plugin;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to boot from.
 *
 * @since 1.0
 */
public sealed interface BootFile {

  /**
   * A file that is made on the spot.
   *
   * @param bytes its contents; not to be changed by anybody
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  record InMemory(byte[] bytes) implements BootFile {
    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * A file on the server's disk.
   *
   * @param path where it is: a regular file, checked by the host to be one that may be read by
   *     everybody
   * @param size its length in bytes when it was looked up
   */
  record OnDisk(Path path, long size) implements BootFile {

    /** Opens it for reading, at its first byte. The caller closes it. */
    public FileChannel open() throws IOException {
      return FileChannel.open(path);
    }
  }

  /** Its length in bytes. */
  long size();

  /** A file made of a text, in UTF-8. */
  static BootFile of(String text) {
    return new InMemory(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A file on the server's disk.
   *
   * @throws IOException where there is none that can be read
   */
  static BootFile of(Path path) throws IOException {
    return new OnDisk(path, Files.size(path));
  }
}
