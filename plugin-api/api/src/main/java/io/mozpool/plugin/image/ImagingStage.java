package io.mozpool.plugin.image;

import java.time.Duration;

/**
 * A stage of an installation that the live image on the device reports. The host makes it a state
 * of the device's machine of the same name: entered by the event of that name from the stage before
 * (the first one from {@code mobile_init_started}), power-cycled into network boot again when time
 * is up, and given up as {@code failed_<name>} when the retries are spent.
 *
 * @param name state and event: lower-case letters, digits and underscores, unique among all
 *     installers
 * @param timeout how long the stage may last
 * @param retries how many failures are tolerated; one more gives up
 * @param overwrites whether the device has no usable image from here on
 * @since 1.0
 */
public record ImagingStage(String name, Duration timeout, int retries, boolean overwrites) {

  public ImagingStage {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "stage '" + name + "': expected lower-case letters, digits and underscores");
    }
    if (timeout.isNegative() || timeout.isZero() || retries < 0) {
      throw new IllegalArgumentException(
          "stage '%s': expected a timeout above 0 and 0 retries or more, not %s and %d"
              .formatted(name, timeout, retries));
    }
  }
}
