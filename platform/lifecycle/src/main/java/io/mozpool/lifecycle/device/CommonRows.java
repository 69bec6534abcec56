package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.Condition.atLeast;
import static io.mozpool.lifecycle.Condition.isNot;
import static io.mozpool.lifecycle.Steps.ask;
import static io.mozpool.lifecycle.Steps.clear;
import static io.mozpool.lifecycle.Steps.count;
import static io.mozpool.lifecycle.Steps.to;
import static io.mozpool.lifecycle.Steps.unless;
import static io.mozpool.lifecycle.Steps.when;
import static io.mozpool.lifecycle.Steps.write;
import static io.mozpool.lifecycle.device.DeviceCounter.FOR_REQUEST;
import static io.mozpool.lifecycle.device.DeviceCounter.ON_TRIAL;
import static io.mozpool.lifecycle.device.DeviceCounter.SELF_TEST_BY_POWER_CYCLE;
import static io.mozpool.lifecycle.device.DeviceCounter.SELF_TEST_NOT_BOOTED;
import static io.mozpool.lifecycle.device.DeviceCounter.SELF_TEST_ROUNDS;
import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceEvent.PLEASE_IMAGE;
import static io.mozpool.lifecycle.device.DeviceEvent.PLEASE_POWER_CYCLE;
import static io.mozpool.lifecycle.device.DeviceEvent.PLEASE_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceEvent.PLEASE_START_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceFact.BOOT_TROUBLE;
import static io.mozpool.lifecycle.device.DeviceFact.HAS_PXE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.HELD;
import static io.mozpool.lifecycle.device.DeviceFact.HOLDER_ASKS;
import static io.mozpool.lifecycle.device.DeviceFact.IMAGE_OFFERED;
import static io.mozpool.lifecycle.device.DeviceFact.IMAGE_SUSPECT;
import static io.mozpool.lifecycle.device.DeviceFact.MAINTENANCE_IMAGE;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IMAGE_BLAMED;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IMAGE_TRIABLE;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IS_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceFact.NEXT_IS_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceFact.SELF_TESTS_PAUSED;
import static io.mozpool.lifecycle.device.DeviceState.PC_POWER_CYCLING;
import static io.mozpool.lifecycle.device.DeviceState.START_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceState.START_PXE_BOOT;
import static io.mozpool.lifecycle.device.DeviceState.START_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceWrite.FORGET_NEXT_IMAGE;
import static io.mozpool.lifecycle.device.DeviceWrite.NEXT_IMAGE_ASKED;
import static io.mozpool.lifecycle.device.DeviceWrite.REMEMBER_BOOT_FAILURE;
import static io.mozpool.lifecycle.device.DeviceWrite.REMEMBER_FAILURE;
import static io.mozpool.lifecycle.device.DeviceWrite.RESULT_BAD_DEVICE;
import static io.mozpool.lifecycle.device.DeviceWrite.RESULT_BAD_IMAGE;
import static io.mozpool.lifecycle.device.DeviceWrite.TRUST_NEXT_IMAGE;

import io.mozpool.lifecycle.Row;
import io.mozpool.lifecycle.State;
import io.mozpool.lifecycle.Step;

/** What several rows of the device table have in common. */
final class CommonRows {

  private CommonRows() {}

  static Row<DeviceFact, DeviceWrite, DeviceEffect> in(State state) {
    return Row.in(state);
  }

  /** The events "please-basic". */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> pleaseBasic(
      Row<DeviceFact, DeviceWrite, DeviceEffect> row) {
    return row.on(PLEASE_SELF_TEST, when(HELD, clear(SELF_TEST_ROUNDS)), to(START_SELF_TEST))
        .on(PLEASE_START_MAINTENANCE, when(MAINTENANCE_IMAGE, to(START_MAINTENANCE)));
  }

  /** The events "please-all". */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> pleaseAll(
      Row<DeviceFact, DeviceWrite, DeviceEffect> row) {
    return pleaseBasic(row)
        .on(
            PLEASE_POWER_CYCLE,
            write(FORGET_NEXT_IMAGE),
            clear(SELF_TEST_BY_POWER_CYCLE),
            clear(FOR_REQUEST),
            when(HOLDER_ASKS, count(FOR_REQUEST)),
            when(HELD, clear(SELF_TEST_ROUNDS)),
            to(PC_POWER_CYCLING))
        .on(PLEASE_IMAGE, when(IMAGE_OFFERED, write(NEXT_IMAGE_ASKED), to(START_PXE_BOOT)));
  }

  /** Out of the pool's hands: a request that waits for the device does not get it. */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> aside(State state) {
    return in(state).entry(giveUp());
  }

  /** The request that waits for the device, if one does, does not get it. */
  static Step<DeviceFact, DeviceWrite, DeviceEffect> giveUp() {
    return when(HELD, write(RESULT_BAD_DEVICE), ask(NOTIFY_REQUEST));
  }

  /** A failure that stays until a person acts. */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> failedForGood(State state) {
    return in(state)
        .entry(write(RESULT_BAD_DEVICE), ask(NOTIFY_REQUEST))
        .accepting(CommonRows::pleaseBasic);
  }

  /** A failure after which the device tests itself. */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> failedOnce(State state) {
    return in(state)
        .entry(write(RESULT_BAD_DEVICE), ask(NOTIFY_REQUEST), to(START_SELF_TEST))
        .accepting(CommonRows::pleaseBasic);
  }

  /**
   * A failure to boot from the network. A self-test tells the board from its image; a board that
   * was to boot for maintenance stays for the person who asked for it.
   */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> failedToBoot(State state) {
    return in(state)
        .entry(
            write(RESULT_BAD_DEVICE),
            ask(NOTIFY_REQUEST),
            when(
                NEXT_IMAGE_TRIABLE,
                when(isNot(BOOT_TROUBLE), write(REMEMBER_BOOT_FAILURE), count(ON_TRIAL))),
            when(
                HAS_PXE_CONFIG,
                when(NEXT_IS_MAINTENANCE, write(REMEMBER_BOOT_FAILURE)),
                when(
                    NEXT_IS_SELF_TEST,
                    when(isNot(SELF_TESTS_PAUSED), write(REMEMBER_BOOT_FAILURE)))),
            when(NEXT_IS_SELF_TEST, count(SELF_TEST_NOT_BOOTED)),
            when(isNot(NEXT_IS_MAINTENANCE), to(START_SELF_TEST)))
        .accepting(CommonRows::pleaseBasic);
  }

  /** An attempt that a request asked for, and that nobody waits for any more, is not made again. */
  static Step<DeviceFact, DeviceWrite, DeviceEffect> abandoned() {
    return when(atLeast(1, FOR_REQUEST), unless(HELD, to(START_SELF_TEST)));
  }

  /** A self-test whose network boot takes more than two attempts says nothing of another image. */
  static Step<DeviceFact, DeviceWrite, DeviceEffect> doubtful(State state) {
    return when(atLeast(2, state), clear(ON_TRIAL));
  }

  /** A device has booted its next image, so that other devices may, too. */
  static Step<DeviceFact, DeviceWrite, DeviceEffect> booted(DeviceFact next) {
    return when(next, when(NEXT_IMAGE_BLAMED, write(TRUST_NEXT_IMAGE)));
  }

  /** A failure of an installation, which is the image's where it failed on another device, too. */
  static Row<DeviceFact, DeviceWrite, DeviceEffect> failedWithImage(State state) {
    return in(state)
        .entry(
            write(REMEMBER_FAILURE),
            when(IMAGE_SUSPECT, write(RESULT_BAD_IMAGE)),
            unless(IMAGE_SUSPECT, write(RESULT_BAD_DEVICE)),
            ask(NOTIFY_REQUEST),
            to(START_SELF_TEST))
        .accepting(CommonRows::pleaseBasic);
  }
}
