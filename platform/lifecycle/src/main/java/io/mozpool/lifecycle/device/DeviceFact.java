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
  /** There is a PXE config for its hardware type and the image that {@code please_image} names. */
  IMAGE_OFFERED,
  /** A request holds it. */
  HELD,
  /** The board has an agent. */
  HAS_AGENT,
  /**
   * Another device failed a stage, {@code sut_verifying} or the storage check for the same request
   * with the same image and boot config, and has passed its self-test since.
   */
  IMAGE_SUSPECT
}
