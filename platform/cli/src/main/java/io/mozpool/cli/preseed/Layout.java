package io.mozpool.cli.preseed;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a card is divided: 1 boot, 2 system, 3 cache, 5 userdata, 6 media; 4 holds the last two. All
 * begin at whole megabytes.
 */
record Layout(List<Partition> partitions) {

  private static final long SECTORS = (1 << 20) / 512;

  /** A FAT32 cannot be much smaller. */
  private static final Megabytes LEAST_VFAT = new Megabytes(40);

  /**
   * A partition.
   *
   * @param label of its file system; empty for the one that holds others
   * @param start in megabytes
   * @param type as the partition table has it, in hexadecimal
   */
  record Partition(int number, String label, long start, Megabytes size, String type) {

    boolean isVfat() {
      return type.equals("c");
    }

    /** Where it begins, in bytes. */
    long offset() {
      return start << 20;
    }

    private String line() {
      return "%d : start=%d, size=%d, type=%s%s"
          .formatted(
              number,
              start * SECTORS,
              size.count() * SECTORS,
              type,
              number == 1 ? ", bootable" : "");
    }
  }

  /**
   * Divides a card; what is left is for the media.
   *
   * @throws PreseedException where too little is left, or for boot
   */
  static Layout of(
      Megabytes card, Megabytes boot, Megabytes system, Megabytes cache, Megabytes userdata) {
    if (boot.count() < LEAST_VFAT.count()) {
      throw new PreseedException("--boot: expected %s or more, not %s".formatted(LEAST_VFAT, boot));
    }
    long systemStart = 1 + boot.count();
    long cacheStart = systemStart + system.count();
    long extended = cacheStart + cache.count();
    long userdataStart = extended + 1;
    long mediaStart = userdataStart + userdata.count() + 1;
    Megabytes media = new Megabytes(card.count() - mediaStart);
    if (media.count() < LEAST_VFAT.count()) {
      throw new PreseedException(
          "expected a card of %dM or more for partitions of these sizes, not %s"
              .formatted(mediaStart + LEAST_VFAT.count(), card));
    }
    return new Layout(
        List.of(
            new Partition(1, "boot", 1, boot, "c"),
            new Partition(2, "system", systemStart, system, "83"),
            new Partition(3, "cache", cacheStart, cache, "83"),
            new Partition(4, "", extended, new Megabytes(card.count() - extended), "5"),
            new Partition(5, "userdata", userdataStart, userdata, "83"),
            new Partition(6, "media", mediaStart, media, "c")));
  }

  /** What sfdisk reads. */
  String script() {
    return partitions.stream()
        .map(Partition::line)
        .collect(Collectors.joining("\n", "label: dos\n", "\n"));
  }
}
