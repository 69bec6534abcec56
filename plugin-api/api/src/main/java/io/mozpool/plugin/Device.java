package io.mozpool.plugin;

import java.util.Map;
import java.util.Objects;

/**
 * A board of the pool, as its drivers see it: who it is, not what state it is in.
 *
 * @param name the name in the pool, unique and compared exactly; never {@code any} or {@code list}
 * @param fqdn the host name or IP address that the device has on its network; empty where it has
 *     none
 * @param macAddress twelve lower-case hexadecimal digits without separators; empty where it is not
 *     known
 * @param serial the serial number; empty where it is not known
 * @param board the name of its {@link io.mozpool.plugin.board.BoardType board type}
 * @param attributes whatever else the inventory says of it; unmodifiable
 * @since 1.0
 */
public record Device(
    String name,
    String fqdn,
    String macAddress,
    String serial,
    String board,
    Map<String, String> attributes) {

  public Device {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(fqdn, "fqdn");
    Objects.requireNonNull(macAddress, "macAddress");
    Objects.requireNonNull(serial, "serial");
    Objects.requireNonNull(board, "board");
    attributes = Map.copyOf(attributes);
  }
}
