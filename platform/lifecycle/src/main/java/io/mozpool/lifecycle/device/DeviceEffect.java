package io.mozpool.lifecycle.device;

/** What a device's machine asks for after the commit, and the event that a good answer raises. */
public enum DeviceEffect {
  /** Is the device alive? Only a definite no raises {@code failed}. */
  CHECK_HEALTH,
  /** Off and on again; then {@code power_cycle_ok}. */
  CYCLE_POWER,
  /** Does it answer? Then {@code ping_ok}. */
  PING,
  /** Is it down by now? Then {@code probe_down}. */
  AWAIT_DOWN,
  /** Is its agent there? Then {@code sut_verify_ok}. */
  VERIFY_AGENT,
  /** Is its storage sound? {@code sut_sdcard_ok} or {@code sut_sdcard_failed}. */
  CHECK_STORAGE,
  /** Tells the request that holds the device, if any, of the result that was written. */
  NOTIFY_REQUEST
}
