package io.mozpool.server.device;

import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.machine.MachineRow;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that a step of a device reads.
 *
 * @param hardwareType the row of its hardware type; empty where it has none
 * @param nextImage the row of its next image; empty where it has none
 * @param image the current image's name
 * @param imageHasAgent whether the current image is marked as having an agent
 * @param request the request that holds it
 * @param facts what is true of it, as far as no event's argument decides
 */
record DeviceView(
    MachineRow row,
    Target target,
    OptionalLong hardwareType,
    OptionalLong nextImage,
    Optional<String> image,
    boolean imageHasAgent,
    OptionalLong request,
    int failures,
    Set<DeviceFact> facts) {

  /** The next image on its hardware type. */
  Optional<ImageOnType> booting() {
    return nextImage.isPresent() && hardwareType.isPresent()
        ? Optional.of(new ImageOnType(nextImage.getAsLong(), hardwareType.getAsLong()))
        : Optional.empty();
  }
}
