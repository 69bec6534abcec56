package io.mozpool.lifecycle.device;

import io.mozpool.lifecycle.State;

/** The states of a device that are ours; installers bring more. */
public enum DeviceState implements State {
  NEW,
  UNKNOWN,
  LOCKED_OUT,
  TROUBLESHOOTING,
  READY,
  MAINTENANCE_MODE,

  PC_POWER_CYCLING,
  PC_REBOOTING,
  PC_PINGING,
  PC_SUT_REBOOTING,

  START_PXE_BOOT,
  START_SELF_TEST,
  START_MAINTENANCE,
  PXE_POWER_CYCLING,
  PXE_BOOTING,
  MOBILE_INIT_STARTED,
  SELF_TEST_RUNNING,

  SUT_VERIFYING,
  SUT_VERIFY_POWER_CYCLE,
  SUT_SDCARD_VERIFYING,
  OPERATION_COMPLETE,

  FAILED_POWER_CYCLING,
  FAILED_PXE_BOOTING,
  FAILED_MOBILE_INIT_STARTED,
  FAILED_SELF_TEST,
  FAILED_SUT_VERIFYING,
  FAILED_SUT_SDCARD_VERIFYING,
  FAILED_ANDROID_PINGING,
  FAILED_B2G_PINGING;

  /**
   * Tells whether a device is in its self-test.
   *
   * @param state the state's wire name as stored
   * @param nextIsSelfTest whether its next image is {@code self-test}
   */
  public static boolean isSelfTest(String state, boolean nextIsSelfTest) {
    return state.equals(START_SELF_TEST.wireName())
        || state.equals(SELF_TEST_RUNNING.wireName())
        || nextIsSelfTest
            && (state.equals(PXE_POWER_CYCLING.wireName())
                || state.equals(PXE_BOOTING.wireName())
                || state.equals(MOBILE_INIT_STARTED.wireName()));
  }
}
