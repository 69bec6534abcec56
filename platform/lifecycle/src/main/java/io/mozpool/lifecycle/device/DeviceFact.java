package io.mozpool.lifecycle.device;

/** What can be true of a device when its machine takes a step. */
public enum DeviceFact {
  /** A power controller is known. */
  HAS_POWER,
  /** There is a PXE config for its hardware type and its next image. */
  HAS_PXE_CONFIG,
  /** There is a PXE config for its hardware type and the image {@code self-test}. */
  SELF_TEST_CONFIG,
  /** There is an image {@code maintenance}. */
  MAINTENANCE_IMAGE,
  /** There is a PXE config for its hardware type and the image {@code maintenance}. */
  MAINTENANCE_CONFIG,
  /** Its stored next image is {@code maintenance}. */
  NEXT_IS_MAINTENANCE,
  /** Its stored next image is {@code self-test}. */
  NEXT_IS_SELF_TEST,
  /** Devices of its hardware type have failed to boot its stored next image. */
  NEXT_IMAGE_BLAMED,
  /**
   * There are PXE configs for its hardware type and its stored next image, which is one of the
   * clients', and for its self-test: whether it or the image fails to boot can be told.
   */
  NEXT_IMAGE_TRIABLE,
  /** There is a PXE config for its hardware type and the image that {@code please_image} names. */
  IMAGE_OFFERED,
  /** A request holds it. */
  HELD,
  /** It is the request that holds it which asks. */
  HOLDER_ASKS,
  /** The board has an agent. */
  HAS_AGENT,
  /**
   * Another device failed a stage, {@code sut_verifying} or the storage check for the same request
   * with the same image and boot config, and has passed its self-test since.
   */
  IMAGE_SUSPECT,
  /**
   * The network gate is closed, or another device of its hardware type failed to boot its self-test
   * and none has booted one since: a failure to boot says nothing of the image.
   */
  BOOT_TROUBLE,
  /** Self-tests of its hardware type pause, since a second device has failed to boot one. */
  SELF_TESTS_PAUSED,
  /** Two other devices of its hardware type failed to boot the self-test before it. */
  SELF_TEST_SUSPECT
}
