package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceFact.HAS_PXE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.IMAGE_OFFERED;
import static io.mozpool.lifecycle.device.DeviceFact.MAINTENANCE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IS_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceFact.SELF_TEST_CONFIG;

import java.util.Set;

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
  SELF_TEST_PASSED;

  /** Changes the facts as the write does. */
  void applyTo(Set<DeviceFact> facts) {
    switch (this) {
      case FORGET_NEXT_IMAGE, ADOPT_IMAGE -> nextImage(facts, false, false);
      case NEXT_IMAGE_SELF_TEST -> nextImage(facts, facts.contains(SELF_TEST_CONFIG), false);
      case NEXT_IMAGE_MAINTENANCE -> nextImage(facts, facts.contains(MAINTENANCE_CONFIG), true);
      case NEXT_IMAGE_ASKED -> nextImage(facts, facts.contains(IMAGE_OFFERED), false);
      default -> {}
    }
  }

  private static void nextImage(Set<DeviceFact> facts, boolean hasConfig, boolean maintenance) {
    set(facts, HAS_PXE_CONFIG, hasConfig);
    set(facts, NEXT_IS_MAINTENANCE, maintenance);
  }

  private static void set(Set<DeviceFact> facts, DeviceFact fact, boolean holds) {
    if (holds) {
      facts.add(fact);
    } else {
      facts.remove(fact);
    }
  }
}
