package io.mozpool.lifecycle.device;

import io.mozpool.lifecycle.Named;

/** The counters of a device that are not named after the state that counts. */
enum DeviceCounter implements Named {
  /** Failed power cycles, of both power-cycling states together. */
  POWER_CYCLING,
  /** How often the device went from ready to self-test since a request last held it. */
  SELF_TEST_ROUNDS,
  /** Stands at 1 during a self-test that only power-cycles, since nothing else tells it apart. */
  SELF_TEST_BY_POWER_CYCLE,
  /** Stands at 1 while the device does what the request that held it then asked for. */
  FOR_REQUEST,
  /** Stands at 1 during a self-test that shows whether the board or its image failed to boot. */
  ON_TRIAL,
  /** Stands at 1 after a self-test that did not boot, until it is known who else has failed so. */
  SELF_TEST_NOT_BOOTED
}
