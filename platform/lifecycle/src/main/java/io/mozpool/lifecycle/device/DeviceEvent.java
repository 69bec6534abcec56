package io.mozpool.lifecycle.device;

import io.mozpool.lifecycle.Event;

/** The events of a device that are ours; the stages of installers are events, too. */
public enum DeviceEvent implements Event {
  /* what people and requests ask for */
  PLEASE_SELF_TEST,
  PLEASE_START_MAINTENANCE,
  PLEASE_POWER_CYCLE,
  PLEASE_IMAGE,

  /* what the live image on the device reports */
  MOBILE_INIT_STARTED,
  MAINT_MODE,
  SELF_TEST_RUNNING,
  SELF_TEST_OK,
  FAILED_SELF_TEST,
  FAILED_BAD_IMAGE,

  /* what comes of our own effects */
  FAILED,
  POWER_CYCLE_OK,
  POWER_CYCLE_FAILED,
  PING_OK,
  PROBE_DOWN,
  SUT_VERIFY_OK,
  SUT_SDCARD_OK,
  SUT_SDCARD_FAILED
}
