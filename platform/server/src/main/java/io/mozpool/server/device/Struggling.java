package io.mozpool.server.device;

/**
 * The rule by which a device struggles: it goes on by itself, and has failed again and again since
 * it was last well.
 */
public final class Struggling {

  /** The failures of which no fewer are worth a look. */
  public static final int FAILURES = 3;

  private Struggling() {}

  /**
   * Whether a device struggles.
   *
   * @param failures since it was last well
   */
  public static boolean is(DeviceClass deviceClass, int failures) {
    return failures >= FAILURES
        && (deviceClass == DeviceClass.PROCESSING || deviceClass == DeviceClass.IN_USE);
  }
}
