package io.mozpool.cli.preseed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** What U-Boot runs from the boot partition: {@code boot.scr}. */
final class BootScript {

  private static final int MAGIC = 0x27051956;
  private static final int HEADER = 64;
  private static final int CHECKSUM_AT = 4;
  private static final byte LINUX = 5;
  private static final byte ARM = 2;
  private static final byte SCRIPT = 6;
  private static final byte NOT_COMPRESSED = 0;
  private static final String NAME = "MozPool";

  /** Where things go in the memory of a panda, which begins at 0x80000000. */
  private static final String ADDRESSES =
      """
      setenv kernel_addr_r 0x82000000
      setenv fdt_addr_r 0x88000000
      setenv ramdisk_addr_r 0x88080000
      """;

  /** A board that is not armed is told to boot locally, and one without a server gives up. */
  private static final String NETWORK =
      """
      setenv pxefile_addr_r 0x80100000
      setenv autoload no
      usb start
      if dhcp; then if pxe get; then pxe boot; fi; fi
      """;

  /** A build may bring a script or an environment; else its kernel is started as it is. */
  private static final String CARD =
      """
      mmc rescan
      if fatload mmc 0:1 ${kernel_addr_r} build.scr; then source ${kernel_addr_r}; fi
      if fatload mmc 0:1 ${kernel_addr_r} uEnv.txt; then env import -t ${kernel_addr_r} ${filesize}; fi
      fatload mmc 0:1 ${kernel_addr_r} uImage
      if fatload mmc 0:1 ${ramdisk_addr_r} uInitrd; then bootm ${kernel_addr_r} ${ramdisk_addr_r}; fi
      bootm ${kernel_addr_r}
      """;

  private BootScript() {}

  /** What it does. */
  static String text(boolean network) {
    return ADDRESSES + (network ? NETWORK : "") + CARD;
  }

  /**
   * A script as U-Boot's {@code source} wants it: a legacy image whose data are the lengths of its
   * parts, a zero, and the one part. Big-endian.
   */
  static byte[] image(String script) {
    byte[] text = script.getBytes(US_ASCII);
    byte[] data =
        ByteBuffer.allocate(8 + text.length).putInt(text.length).putInt(0).put(text).array();
    ByteBuffer image = ByteBuffer.allocate(HEADER + data.length);
    image.putInt(MAGIC).putInt(0).putInt(0).putInt(data.length).putInt(0).putInt(0);
    image.putInt(checksum(data, data.length));
    image.put(LINUX).put(ARM).put(SCRIPT).put(NOT_COMPRESSED).put(NAME.getBytes(US_ASCII));
    image.position(HEADER).put(data);
    // The header's own, taken while its place is zero.
    image.putInt(CHECKSUM_AT, checksum(image.array(), HEADER));
    return image.array();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
