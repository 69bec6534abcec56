package io.mozpool.cli.preseed;

import io.mozpool.cli.preseed.Layout.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes partitions and file systems, without mounting anything. */
final class Card {

  /** The kernels of old images read no others. */
  private static final String FEATURES = "^64bit,^metadata_csum";

  private static final int SECTOR = 512;

  private final Path path;

  Card(Path path) {
    this.path = path;
  }

  /**
   * Divides the card and fills its partitions.
   *
   * @param contents a directory with a directory for each partition that is not to be empty, by
   *     label
   */
  void write(Layout layout, Path contents) throws IOException, InterruptedException {
    Tool.SFDISK.feed(layout.script(), "--quiet", "--wipe", "always", path);
    for (Partition partition : layout.partitions()) {
      Path files = contents.resolve(partition.label());
      if (partition.isVfat()) {
        writeVfat(partition, files);
      } else if (!partition.label().isEmpty()) {
        writeExt4(partition, files);
      }
    }
  }

  private void writeVfat(Partition partition, Path files) throws IOException, InterruptedException {
    // It would choose by the size of the whole card. FAT32 must have more than 65,524 clusters.
    int sectorsPerCluster = partition.size().count() < 300 ? 1 : 8;
    Tool.MKFS_VFAT.run(
        "-F",
        32,
        "-s",
        sectorsPerCluster,
        "-n",
        partition.label().toUpperCase(Locale.ROOT), // lower case makes it warn
        "--offset",
        partition.offset() / SECTOR,
        path,
        partition.size().bytes() / 1024);
    if (Files.isDirectory(files)) {
      try (Stream<Path> list = Files.list(files)) {
        for (Path file : list.sorted().toList()) {
          Tool.MCOPY.run("-s", "-i", path + "@@" + partition.offset(), file, "::");
        }
      }
    }
  }

  private void writeExt4(Partition partition, Path files) throws IOException, InterruptedException {
    List<Object> filled = Files.isDirectory(files) ? List.of("-d", files) : List.of();
    List<Object> arguments = new ArrayList<>(filled);
    arguments.addAll(
        List.of(
            "-q",
            "-F",
            "-t",
            "ext4",
            "-O",
            FEATURES,
            "-L",
            partition.label(),
            "-E",
            "offset=" + partition.offset(),
            path,
            partition.size().count() + "M"));
    Tool.MKE2FS.run(arguments.toArray());
  }
}
