package io.mozpool.plugin.boot;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: the file names under which one kind of boot loader looks for its configuration:
 * PXELINUX, U-Boot, the Raspberry Pi's.
 *
 * <p>Pure functions: called by the host on any thread, as often as devices ask; they touch neither
 * files nor network and must be quick. A name comes from the wire and may hold anything; but the
 * host has spelled it with single slashes between its parts and none around, without {@code .} and
 * {@code ..}.
 *
 * @since 1.0
 */
public interface BootLayout extends ExtensionPoint {

  /** The layout's name, unique among layouts. */
  String name();

  /**
   * Which device a requested name belongs to, as far as the name tells.
   *
   * @return the device's MAC address (twelve lower-case hexadecimal digits) or serial number; empty
   *     where the name is none of this layout's, or belongs to no single device
   */
  Optional<String> deviceId(String requestedName);

  /** The file of that name for an armed device; empty where this layout has none. */
  Optional<BootFile> file(Device device, BootProfile profile, String requestedName);

  /** The file of that name for devices that are not armed: what makes them boot their own disk. */
  default Optional<BootFile> fallback(String requestedName) {
    return Optional.empty();
  }
}
