package io.mozpool.plugins.pxe;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import java.util.Locale;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * The files of a GRUB that was loaded from the network: {@code grub.cfg-01-aa-bb-cc-dd-ee-ff} by
 * the MAC address of the board, and {@code grub.cfg} for all.
 */
@Extension
public final class GrubLayout implements BootLayout {

  private static final String CONFIG = "grub.cfg";

  /**
   * Runs the board's own file, for which only some builds of GRUB look themselves; without one, or
   * where that one fails, starts the disk's own loader. A board that is handed back to its firmware
   * would try its other ways to boot from the network first, which takes minutes.
   */
  private static final String ARMED_OR_LOCAL =
      """
      set mac='(..):(..):(..):(..):(..):(..)'
      regexp --set=1:a --set=2:b --set=3:c --set=4:d --set=5:e --set=6:f "$mac" $net_default_mac
      source $prefix/grub.cfg-01-$a-$b-$c-$d-$e-$f
      set loader=/EFI/BOOT/BOOTX64.EFI
      if [ "$grub_cpu" = arm64 ]; then set loader=/EFI/BOOT/BOOTAA64.EFI; fi
      if search --no-floppy --set=root --file $loader; then chainloader $loader; boot; fi
      exit
      """;

  @Override
  public String name() {
    return "grub";
  }

  @Override
  public Optional<String> deviceId(String requestedName) {
    return Optional.of(fileName(requestedName).toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith(CONFIG + "-"))
        .map(name -> PxelinuxLayout.BY_MAC_ADDRESS.matcher(name.substring(CONFIG.length() + 1)))
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
    return Optional.of(fileName(requestedName))
        .filter(CONFIG::equals)
        .map(name -> BootFile.of(ARMED_OR_LOCAL));
  }

  private static String fileName(String requestedName) {
    return requestedName.substring(requestedName.lastIndexOf('/') + 1);
  }
}
