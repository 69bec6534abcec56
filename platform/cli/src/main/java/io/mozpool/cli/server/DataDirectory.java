package io.mozpool.cli.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.host.FileReason;
import io.mozpool.host.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes sure of a directory before anything is started in it. */
public final class DataDirectory {

  /** Kept open: the operating system lets go of them when the process ends, however it does. */
  private static final Map<Path, FileChannel> LOCKED = new ConcurrentHashMap<>();

  private DataDirectory() {}

  /**
   * Takes a directory, which is made where it is missing, until it is let go or this process ends.
   *
   * @param purpose what for: two processes may have it for different ones
   * @throws ConfigurationException where it cannot be written to or is taken
   */
  public static void take(Path where, String purpose) {
    Path directory = where.toAbsolutePath().normalize();
    try {
      PrivateFiles.directory(directory);
      Path file = lockFile(directory, purpose);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new ConfigurationException(
            "the data directory %s is in use: does a %s run there already?"
                .formatted(directory, purpose));
      }
      LOCKED.put(file, channel);
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot write to the data directory %s (%s)".formatted(directory, FileReason.of(e)));
    }
  }

  /** Lets go of a directory. */
  static void letGo(Path where, String purpose) {
    FileChannel channel = LOCKED.remove(lockFile(where.toAbsolutePath().normalize(), purpose));
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path lockFile(Path directory, String purpose) {
    return directory.resolve(purpose + ".lock");
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process has it
    }
  }
}
