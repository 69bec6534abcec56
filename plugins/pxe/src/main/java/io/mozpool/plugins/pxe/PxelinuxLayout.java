package io.mozpool.plugins.pxe;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pf4j.Extension;

/**
 * PXELINUX's files, which U-Boot's {@code pxe get} asks for too: {@code
 * pxelinux.cfg/01-aa-bb-cc-dd-ee-ff} by the MAC address of the board, and {@code
 * pxelinux.cfg/default} for whoever is not armed.
 *
 * <p>Both loaders put the directory that they were loaded from in front; it does not matter here.
 */
@Extension
public final class PxelinuxLayout implements BootLayout {

  private static final String DIRECTORY = "pxelinux.cfg";

  /** The ARP type of Ethernet, 01, and the address. */
  static final Pattern BY_MAC_ADDRESS = Pattern.compile("01((?:-[0-9a-f]{2}){6})");

  /**
   * Hands the board back to its firmware, which goes on to its disk (BIOS) or to the next entry of
   * its boot order (UEFI, by {@code syslinux.efi}), or runs U-Boot's {@code localcmd}. Without such
   * a file PXELINUX stops and waits for a key.
   */
  private static final String BOOT_LOCAL_DISK =
      """
      DEFAULT local
      PROMPT 0
      LABEL local
      LOCALBOOT -1
      """;

  @Override
  public String name() {
    return "pxelinux";
  }

  @Override
  public Optional<String> deviceId(String requestedName) {
    return Optional.of(BY_MAC_ADDRESS.matcher(configName(requestedName).toLowerCase(Locale.ROOT)))
        .filter(name -> name.matches())
        .map(name -> name.group(1).replace("-", ""));
  }

  @Override
  public Optional<BootFile> file(Device device, BootProfile profile, String requestedName) {
    return deviceId(requestedName)
        .filter(device.macAddress()::equals)
        .map(mac -> BootFile.of(profile.contents()));
  }

  @Override
  public Optional<BootFile> fallback(String requestedName) {
    return Optional.of(configName(requestedName))
        .filter("default"::equals)
        .map(name -> BootFile.of(BOOT_LOCAL_DISK));
  }

  /** What comes after {@code pxelinux.cfg/}; empty where the name is of another directory. */
  private static String configName(String requestedName) {
    int slash = requestedName.lastIndexOf('/');
    String directory = requestedName.substring(0, Math.max(slash, 0));
    boolean ours = directory.equals(DIRECTORY) || directory.endsWith("/" + DIRECTORY);
    return ours ? requestedName.substring(slash + 1) : "";
  }
}
