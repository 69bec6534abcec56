package io.mozpool.cli.preseed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script that U-Boot runs from the boot partition: {@code boot.scr}. */
final class BootScript {

  /**
   * The places of things if the board does not say it itself: on a panda, whose card is the first
   * device of the kind mmc and whose memory begins at 0x80000000.
   */
  private static final String DEFAULTS =
      Stream.of(
              "devtype mmc",
              "devnum 0",
              "distro_bootpart 1",
              "kernel_addr_r 0x82000000",
              "fdt_addr_r 0x88000000",
              "ramdisk_addr_r 0x88080000")
          .map(BootScript::unlessSet)
          .collect(Collectors.joining());

  /** A board that is not armed is told to boot locally, and one without a server gives up. */
  private static final String NETWORK =
      unlessSet("pxefile_addr_r 0x80100000")
          + """
          setenv autoload no
          usb start
          if dhcp; then if pxe get; then pxe boot; fi; fi
          """;

  /** A build may bring a script or an environment; else its kernel is started as it is. */
  private static final String CARD =
      """
      if test "${devtype}" = mmc; then mmc rescan; fi
      if LOAD ${kernel_addr_r} build.scr; then source ${kernel_addr_r}; fi
      if LOAD ${kernel_addr_r} uEnv.txt; then env import -t ${kernel_addr_r} ${filesize}; fi
      LOAD ${kernel_addr_r} uImage
      if LOAD ${ramdisk_addr_r} uInitrd; then bootm ${kernel_addr_r} ${ramdisk_addr_r}; fi
      bootm ${kernel_addr_r}
      """
          .replace("LOAD", "fatload ${devtype} ${devnum}:${distro_bootpart}");

  private BootScript() {}

  /** What it does. */
  static String text(boolean network) {
    return DEFAULTS + (network ? NETWORK : "") + CARD;
  }

  /** The script as U-Boot's {@code source} wants it. */
  static byte[] image(String script) {
    byte[] text = script.getBytes(US_ASCII);
    // The lengths of its parts, a zero, and the one part.
    byte[] parts =
        ByteBuffer.allocate(8 + text.length).putInt(text.length).putInt(0).put(text).array();
    return LegacyImage.SCRIPT.of(parts);
  }

  private static String unlessSet(String variable) {
    String name = variable.substring(0, variable.indexOf(' '));
    return "test -n \"${%s}\" || setenv %s\n".formatted(name, variable);
  }
}
