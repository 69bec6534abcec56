package io.mozpool.server.device;

import java.util.Locale;
import java.util.Set;

/** What a device's state means to those who look after the pool. */
public enum DeviceClass {
  IN_USE,
  IDLE,
  PROCESSING,
  FAILED,
  LOCKED_OUT;

  private static final Set<String> OUT_OF_THE_POOL =
      Set.of("locked_out", "troubleshooting", "maintenance_mode");

  /** As the API calls it: {@code in_use}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The class of a device.
   *
   * @param tied whether a request holds it
   * @param known the states that there are
   */
  public static DeviceClass of(String state, boolean tied, Set<String> known) {
    if (OUT_OF_THE_POOL.contains(state)) {
      return LOCKED_OUT;
    }
    if (state.startsWith("failed_") || state.equals("unknown") || !known.contains(state)) {
      return FAILED;
    }
    if (tied) {
      return IN_USE;
    }
    return state.equals("ready") ? IDLE : PROCESSING;
  }
}
