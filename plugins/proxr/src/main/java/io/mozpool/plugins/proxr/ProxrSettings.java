package io.mozpool.plugins.proxr;

import io.mozpool.plugin.Setting;
import java.time.Duration;

/**
 * What the operator can set.
 *
 * @param port the TCP port of boards whose address names none
 * @param settle how long to leave a board alone after a connection was closed: it rests for about a
 *     second, from when it notices
 */
public record ProxrSettings(
    @Setting(value = "TCP port of relay boards whose address names none", defaultValue = "2101")
        int port,
    @Setting(
            value = "Time that a relay board needs between two connections",
            defaultValue = "1500ms")
        Duration settle) {

  public ProxrSettings {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, not " + port);
    }
    if (settle.isNegative()) {
      throw new IllegalArgumentException("settle: expected no negative duration, not " + settle);
    }
  }
}
