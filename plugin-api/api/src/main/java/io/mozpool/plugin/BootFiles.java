package io.mozpool.plugin;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The host's look-up of the files that devices may fetch: what the {@link
 * io.mozpool.plugin.boot.BootLayout layouts} make of the devices that are armed for network boot,
 * and the operator's boot files.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface BootFiles {

  /**
   * The file that goes by a name. Safe for use by any thread; asks the database, so it may take
   * milliseconds, and seconds when that is in trouble: not to be called on an event loop.
   *
   * @param requestedName the name as the device sent it, whatever it holds
   * @param source the address that asks
   * @return the file; empty where there is none of that name for this device
   */
  Optional<BootFile> find(String requestedName, InetAddress source);

  /**
   * As {@link #find(String, InetAddress)}, for boot servers that say what they are.
   *
   * @param protocol the source of the line in the device's log: {@code tftp}
   * @since 2.0
   */
  default Optional<BootFile> find(String requestedName, InetAddress source, String protocol) {
    return find(requestedName, source);
  }
}
