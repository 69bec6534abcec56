package io.mozpool.server.blame;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A device's failure to boot an image.
 *
 * @param passed when the device's self-test spoke against the image; empty while it has not
 * @param testing whether the device is in its self-test
 * @param current whether the PXE config still has the contents that the device failed to boot
 */
record BootFailure(
    long device,
    String deviceName,
    ImageOnType what,
    String image,
    TypeName type,
    String pxeConfigHash,
    LocalDateTime failed,
    Optional<LocalDateTime> passed,
    boolean testing,
    boolean current) {

  static final String SELF_TEST = "self-test";
  static final String MAINTENANCE = "maintenance";

  /** A board that fails later may be to blame, though no other has booted since. */
  private static final Duration MEMORY_OF_OURS = Duration.ofDays(1);

  /** Whether it is an image of ours, which is never accused. */
  boolean isOurs() {
    return image.equals(SELF_TEST) || image.equals(MAINTENANCE);
  }

  /** Whether the self-test that decides is under way. */
  boolean isOnTrial() {
    return current && !isOurs() && passed.isEmpty() && testing;
  }

  /** Whether it counts for nothing any more. */
  boolean isOver(LocalDateTime now) {
    return !current
        || (isOurs() ? failed.plus(MEMORY_OF_OURS).isBefore(now) : passed.isEmpty() && !testing);
  }
}
