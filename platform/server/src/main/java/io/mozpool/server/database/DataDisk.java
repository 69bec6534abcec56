package io.mozpool.server.database;

import io.mozpool.host.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The disk that the embedded database is on. Safe for use by any thread. */
public final class DataDisk {

  /** With less the database can hardly store a change. */
  private static final long LEAST_BYTES = 1 << 20;

  /** More than a file system keeps beside its tables of files. */
  private static final byte[] SAMPLE = new byte[16 << 10];

  private final Path data;

  /**
   * @param data the directory {@code mozpool.data}
   */
  public DataDisk(Path data) {
    this.data = data.toAbsolutePath();
  }

  /** The reason why nothing can be stored, where that is so. Writes a little to find out. */
  public Optional<String> trouble() {
    try {
      long left = Files.getFileStore(data).getUsableSpace();
      if (left < LEAST_BYTES) {
        return Optional.of(
            "the disk of mozpool.data (%s) is full: %d kB are left".formatted(data, left >> 10));
      }
      write();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "nothing can be written to mozpool.data (%s): %s".formatted(data, FileReason.of(e)));
    }
  }

  private void write() throws IOException {
    Path sample = data.resolve(".probe-" + UUID.randomUUID());
    try {
      Files.write(sample, SAMPLE);
    } finally {
      Files.deleteIfExists(sample);
    }
  }
}
