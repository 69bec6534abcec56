package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceFact.HAS_PXE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.IMAGE_OFFERED;
import static io.mozpool.lifecycle.device.DeviceFact.MAINTENANCE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IMAGE_BLAMED;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IMAGE_TRIABLE;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IS_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IS_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceFact.SELF_TEST_CONFIG;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a step of a device's machine changes in the database beside the machine itself. */
public enum DeviceWrite {
  /** The current image and its boot config become none. */
  FORGET_IMAGE,
  /** The next image and its boot config become none. */
  FORGET_NEXT_IMAGE,
  /** The next image becomes {@code self-test} with an empty boot config. */
  NEXT_IMAGE_SELF_TEST,
  /** The next image becomes {@code maintenance} with an empty boot config. */
  NEXT_IMAGE_MAINTENANCE,
  /** The next image and its boot config become those of {@code please_image}. */
  NEXT_IMAGE_ASKED,
  /** A next image, if any, becomes the current one with its boot config, and is no longer next. */
  ADOPT_IMAGE,
  /** Network boot serves the PXE config of the hardware type and the next image. */
  ARM_NETBOOT,
  /** Network boot serves nothing. */
  DISARM_NETBOOT,
  /** The request that holds the device, if any, has the result {@code complete}. */
  RESULT_COMPLETE,
  /** The request that holds the device, if any, has the result {@code failed-bad-device}. */
  RESULT_BAD_DEVICE,
  /** The request that holds the device, if any, has the result {@code failed-bad-image}. */
  RESULT_BAD_IMAGE,
  /** The request that holds the device, if any, remembers that the device failed with its image. */
  REMEMBER_FAILURE,
  /** It is noted whether the inventory sync locks the device out, or a person does. */
  REMEMBER_LOCK,
  /** The device has passed its self-test, whatever it failed before. */
  SELF_TEST_PASSED,
  /** The device has failed to boot its next image; an earlier failure that is undecided falls. */
  REMEMBER_BOOT_FAILURE,
  /** Blames the image that the device last failed to boot, and not the device. */
  BLAME_IMAGE,
  /** All that is held against the next image on the device's hardware type falls. */
  TRUST_NEXT_IMAGE;

  private static final Set<DeviceFact> OF_NEXT_IMAGE =
      Set.of(
          HAS_PXE_CONFIG,
          NEXT_IS_MAINTENANCE,
          NEXT_IS_SELF_TEST,
          NEXT_IMAGE_BLAMED,
          NEXT_IMAGE_TRIABLE);

  /** Changes the facts as the write does. */
  void applyTo(Set<DeviceFact> facts) {
    switch (this) {
      case FORGET_NEXT_IMAGE, ADOPT_IMAGE -> nextImage(facts, false, null);
      case NEXT_IMAGE_SELF_TEST -> nextImage(facts, SELF_TEST_CONFIG, NEXT_IS_SELF_TEST);
      case NEXT_IMAGE_MAINTENANCE -> nextImage(facts, MAINTENANCE_CONFIG, NEXT_IS_MAINTENANCE);
      case NEXT_IMAGE_ASKED -> nextImage(facts, facts.contains(IMAGE_OFFERED), null);
      default -> {}
    }
  }

  private static void nextImage(Set<DeviceFact> facts, DeviceFact config, DeviceFact kind) {
    nextImage(facts, facts.contains(config), kind);
  }

  private static void nextImage(
      Set<DeviceFact> facts, boolean hasConfig, @Nullable DeviceFact kind) {
    facts.removeAll(OF_NEXT_IMAGE);
    if (hasConfig) {
      facts.add(HAS_PXE_CONFIG);
    }
    if (kind != null) {
      facts.add(kind);
    }
  }
}
