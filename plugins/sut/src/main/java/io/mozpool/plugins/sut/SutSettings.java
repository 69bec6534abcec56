package io.mozpool.plugins.sut;

import io.mozpool.plugin.Setting;
import java.time.Duration;

/** How long an agent may take; a call's deadline cuts both short. */
public record SutSettings(
    @Setting(value = "How long connecting to an agent may take", defaultValue = "1s")
        Duration connectTimeout,
    @Setting(
            value = "How long an agent may take to greet and to answer one command",
            defaultValue = "15s")
        Duration commandTimeout) {

  public SutSettings {
    requireAMillisecond("connect-timeout", connectTimeout);
    requireAMillisecond("command-timeout", commandTimeout);
  }

  private static void requireAMillisecond(String key, Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(key + ": expected 1 ms or more, not " + timeout);
    }
  }
}
