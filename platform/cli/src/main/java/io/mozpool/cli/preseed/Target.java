package io.mozpool.cli.preseed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a card is made: in a file, or on a card in a reader. */
record Target(Path path, boolean isDevice) {

  private static final Path MOUNTS = Path.of("/proc/mounts");
  private static final int FILE_TYPE = 0170000;
  private static final int BLOCK_DEVICE = 0060000;

  /**
   * Looks at what is there, and changes nothing.
   *
   * @param overwrite whether what is there may be lost
   * @throws PreseedException where it must not be written to
   */
  static Target of(Path path, boolean overwrite) throws IOException {
    if (!Files.exists(path)) {
      return new Target(path, false);
    }
    Path real = path.toRealPath();
    boolean isDevice = ((int) Files.getAttribute(real, "unix:mode") & FILE_TYPE) == BLOCK_DEVICE;
    if (!isDevice && !Files.isRegularFile(real)) {
      throw new PreseedException(path + ": expected a file or the device of a card");
    }
    if (isDevice) {
      mounted(real, Files.readAllLines(MOUNTS))
          .ifPresent(
              mount -> {
                throw new PreseedException("%s is in use: %s".formatted(path, mount));
              });
    }
    if (!overwrite) {
      throw new PreseedException("%s exists: --yes overwrites all of it".formatted(path));
    }
    return new Target(real, isDevice);
  }

  /** The line of a mount of a device or one of its partitions. */
  static Optional<String> mounted(Path device, List<String> mounts) {
    Pattern ours = Pattern.compile(Pattern.quote(device.toString()) + "p?\\d*");
    return mounts.stream()
        .filter(line -> Stream.of(line.split(" ", 2)).limit(1).anyMatch(ours.asMatchPredicate()))
        .findFirst();
  }

  /** How large it is: a device as the kernel says, a file as it is to be made. */
  Megabytes size(Megabytes ofFile) throws IOException {
    if (!isDevice) {
      return ofFile;
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return Megabytes.ofBytes(channel.size());
    }
  }

  /** Makes a file anew, sparse; a device is left to those who write to it. */
  void clear(Megabytes size) throws IOException {
    if (!isDevice) {
      Files.deleteIfExists(path);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(size.bytes());
      }
    }
  }
}
