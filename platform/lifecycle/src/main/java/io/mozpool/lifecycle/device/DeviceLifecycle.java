package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.Condition.atLeast;
import static io.mozpool.lifecycle.Condition.everyNth;
import static io.mozpool.lifecycle.Condition.isNot;
import static io.mozpool.lifecycle.Condition.none;
import static io.mozpool.lifecycle.Steps.*;
import static io.mozpool.lifecycle.device.CommonRows.abandoned;
import static io.mozpool.lifecycle.device.CommonRows.aside;
import static io.mozpool.lifecycle.device.CommonRows.booted;
import static io.mozpool.lifecycle.device.CommonRows.doubtful;
import static io.mozpool.lifecycle.device.CommonRows.failedForGood;
import static io.mozpool.lifecycle.device.CommonRows.failedOnce;
import static io.mozpool.lifecycle.device.CommonRows.failedToBoot;
import static io.mozpool.lifecycle.device.CommonRows.failedWithImage;
import static io.mozpool.lifecycle.device.CommonRows.giveUp;
import static io.mozpool.lifecycle.device.CommonRows.in;
import static io.mozpool.lifecycle.device.DeviceCounter.*;
import static io.mozpool.lifecycle.device.DeviceEffect.*;
import static io.mozpool.lifecycle.device.DeviceEvent.*;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.*;
import static io.mozpool.lifecycle.device.DeviceState.FAILED_SELF_TEST;
import static io.mozpool.lifecycle.device.DeviceState.MOBILE_INIT_STARTED;
import static io.mozpool.lifecycle.device.DeviceState.SELF_TEST_RUNNING;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Row;
import io.mozpool.plugin.image.ImageInstaller;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * LifeGuard's table: the life of a device. A device gives up when failures exceed what is
 * tolerated. The imports bring in whole enums, so that the rows read as the words of the contract;
 * three names are both a state and an event.
 */
public final class DeviceLifecycle {

  /** Before the next try, however fast the last one failed. */
  private static final Duration FAILURE_PAUSE = ofSeconds(5);

  private DeviceLifecycle() {}

  /**
   * The machine of a pool with these image installers.
   *
   * @throws IllegalArgumentException if two of them have a stage of the same name, or if one takes
   *     a name of ours
   */
  public static Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> of(
      Collection<? extends ImageInstaller> installers) {
    Stages stages = new Stages(installers);
    List<Row<DeviceFact, DeviceWrite, DeviceEffect>> rows =
        Stream.of(
                steady(),
                powerCycling(),
                networkBoot(stages.first()),
                stages.rows(),
                verifying(),
                failed(),
                stages.failedRows())
            .flatMap(List::stream)
            .toList();
    return new Lifecycle<>(rows, UNKNOWN, DeviceWrite::applyTo);
  }

  /** The names of states and events that no installer's stage may have. */
  public static Set<String> ownNames() {
    return Stages.ownNames();
  }

  private static List<Row<DeviceFact, DeviceWrite, DeviceEffect>> steady() {
    return List.of(
        in(NEW).within(ZERO, to(START_SELF_TEST)).accepting(CommonRows::pleaseAll),
        in(UNKNOWN).accepting(CommonRows::pleaseAll),
        in(LOCKED_OUT).entry(write(REMEMBER_LOCK), giveUp()),
        aside(TROUBLESHOOTING).accepting(CommonRows::pleaseAll),
        // A device that passes every self-test and fails every check would go round for ever.
        in(READY)
            .entry(unless(HELD, ask(CHECK_HEALTH)))
            .within(ofMinutes(10), to(READY))
            .on(
                FAILED,
                when(HELD, clear(SELF_TEST_ROUNDS)),
                tolerate(2, SELF_TEST_ROUNDS, clear(SELF_TEST_ROUNDS), to(FAILED_SELF_TEST)),
                to(START_SELF_TEST))
            .accepting(CommonRows::pleaseAll),
        aside(MAINTENANCE_MODE).accepting(CommonRows::pleaseBasic));
  }

  private static List<Row<DeviceFact, DeviceWrite, DeviceEffect>> powerCycling() {
    return List.of(
        in(PC_POWER_CYCLING)
            .entry(
                unless(HAS_POWER, to(FAILED_POWER_CYCLING)),
                write(DISARM_NETBOOT),
                ask(CYCLE_POWER))
            .within(
                ofSeconds(60),
                tolerate(200, POWER_CYCLING, to(FAILED_POWER_CYCLING)),
                abandoned(),
                to(PC_POWER_CYCLING))
            .failsOn(POWER_CYCLE_FAILED, FAILURE_PAUSE)
            .on(POWER_CYCLE_OK, clear(POWER_CYCLING), to(PC_REBOOTING)),
        // The boot loader answers pings, too: wait until it is gone.
        in(PC_REBOOTING).within(ofSeconds(120), to(PC_PINGING)),
        in(PC_PINGING)
            .entry(ask(PING))
            .within(
                ofSeconds(10),
                tolerate(12, PC_PINGING, clear(PC_PINGING), abandoned(), to(PC_POWER_CYCLING)),
                abandoned(),
                to(PC_PINGING))
            .on(PING_OK, clear(PC_PINGING), to(OPERATION_COMPLETE)),
        in(PC_SUT_REBOOTING).within(ofSeconds(10), to(SUT_VERIFYING)));
  }

  private static List<Row<DeviceFact, DeviceWrite, DeviceEffect>> networkBoot(
      List<Contributed> firstStages) {
    return List.of(
        in(START_PXE_BOOT)
            .entry(afresh(), when(HOLDER_ASKS, count(FOR_REQUEST)), to(PXE_POWER_CYCLING)),
        startSelfTest(),
        in(START_MAINTENANCE)
            .entry(
                afresh(),
                unless(MAINTENANCE_IMAGE, to(FAILED_PXE_BOOTING)),
                write(NEXT_IMAGE_MAINTENANCE),
                to(PXE_POWER_CYCLING)),
        in(PXE_POWER_CYCLING)
            .entry(
                unless(HAS_POWER, to(FAILED_POWER_CYCLING)),
                unless(HAS_PXE_CONFIG, to(FAILED_PXE_BOOTING)),
                write(ARM_NETBOOT),
                ask(CYCLE_POWER))
            .within(
                ofSeconds(60),
                tolerate(200, POWER_CYCLING, to(FAILED_POWER_CYCLING)),
                abandoned(),
                to(PXE_POWER_CYCLING))
            .failsOn(POWER_CYCLE_FAILED, FAILURE_PAUSE)
            .on(POWER_CYCLE_OK, clear(POWER_CYCLING), to(PXE_BOOTING)),
        // A device in maintenance stays armed: later reboots come up in the live image, too.
        in(PXE_BOOTING)
            .within(
                ofSeconds(180),
                tolerate(30, PXE_BOOTING, to(FAILED_PXE_BOOTING)),
                abandoned(),
                doubtful(PXE_BOOTING),
                to(PXE_POWER_CYCLING))
            .on(
                DeviceEvent.MOBILE_INIT_STARTED,
                clear(PXE_BOOTING),
                unless(NEXT_IS_MAINTENANCE, write(DISARM_NETBOOT)),
                to(MOBILE_INIT_STARTED)),
        mobileInitStarted(firstStages),
        in(SELF_TEST_RUNNING)
            .within(ofSeconds(3600), to(FAILED_SELF_TEST))
            .on(
                SELF_TEST_OK,
                when(atLeast(1, ON_TRIAL), when(isNot(BOOT_TROUBLE), write(BLAME_IMAGE))),
                clear(ON_TRIAL),
                write(SELF_TEST_PASSED),
                to(READY))
            .failsOn(DeviceEvent.FAILED_SELF_TEST)
            .accepting(CommonRows::pleaseBasic));
  }

  /**
   * Boards that fail to boot their self-test at the same moment are told apart: the third, and all
   * after it, are not to blame, and try again once self-tests go on.
   */
  private static Row<DeviceFact, DeviceWrite, DeviceEffect> startSelfTest() {
    return in(START_SELF_TEST)
        .entry(
            afresh(SELF_TEST_ROUNDS, ON_TRIAL, SELF_TEST_NOT_BOOTED),
            when(
                none(SELF_TEST_NOT_BOOTED),
                when(
                    isNot(SELF_TESTS_PAUSED),
                    when(SELF_TEST_CONFIG, write(NEXT_IMAGE_SELF_TEST), to(PXE_POWER_CYCLING)),
                    write(FORGET_NEXT_IMAGE),
                    count(SELF_TEST_BY_POWER_CYCLE),
                    to(PC_POWER_CYCLING))),
            when(atLeast(1, SELF_TEST_NOT_BOOTED), waitAtMost(ofSeconds(3))))
        .within(
            ofSeconds(30),
            when(
                atLeast(1, SELF_TEST_NOT_BOOTED),
                clear(SELF_TEST_NOT_BOOTED),
                when(isNot(SELF_TEST_SUSPECT), to(FAILED_SELF_TEST))),
            to(START_SELF_TEST))
        .accepting(CommonRows::pleaseBasic);
  }

  private static Row<DeviceFact, DeviceWrite, DeviceEffect> mobileInitStarted(
      List<Contributed> firstStages) {
    Row<DeviceFact, DeviceWrite, DeviceEffect> row =
        in(MOBILE_INIT_STARTED)
            .within(
                ofSeconds(10),
                tolerate(10, MOBILE_INIT_STARTED, to(FAILED_MOBILE_INIT_STARTED)),
                abandoned(),
                doubtful(MOBILE_INIT_STARTED),
                to(PXE_POWER_CYCLING))
            .on(
                MAINT_MODE,
                clear(MOBILE_INIT_STARTED),
                booted(NEXT_IS_MAINTENANCE),
                write(FORGET_IMAGE),
                to(MAINTENANCE_MODE))
            .on(
                DeviceEvent.SELF_TEST_RUNNING,
                clear(MOBILE_INIT_STARTED),
                unless(NEXT_IS_MAINTENANCE, write(DISARM_NETBOOT)),
                booted(NEXT_IS_SELF_TEST),
                write(FORGET_IMAGE),
                write(FORGET_NEXT_IMAGE),
                to(SELF_TEST_RUNNING));
    for (Contributed stage : firstStages) {
      row =
          row.on(
              stage,
              clear(MOBILE_INIT_STARTED),
              unless(NEXT_IS_MAINTENANCE, write(DISARM_NETBOOT)),
              to(stage));
    }
    return row;
  }

  private static List<Row<DeviceFact, DeviceWrite, DeviceEffect>> verifying() {
    return List.of(
        in(SUT_VERIFYING)
            .entry(
                when(HAS_AGENT, ask(VERIFY_AGENT)),
                unless(HAS_AGENT, ask(AWAIT_DOWN), waitAtMost(ofSeconds(10))))
            .within(
                ofSeconds(45),
                unless(HAS_AGENT, to(PC_PINGING)),
                tolerate(30, SUT_VERIFYING, to(FAILED_SUT_VERIFYING)),
                abandoned(),
                when(everyNth(10, SUT_VERIFYING), to(SUT_VERIFY_POWER_CYCLE)),
                to(SUT_VERIFYING))
            .on(SUT_VERIFY_OK, clear(SUT_VERIFYING), to(SUT_SDCARD_VERIFYING))
            .on(PROBE_DOWN, unless(HAS_AGENT, to(PC_PINGING))),
        // The one row that keeps its count when it succeeds.
        in(SUT_VERIFY_POWER_CYCLE)
            .entry(ask(CYCLE_POWER))
            .within(
                ofSeconds(60),
                tolerate(3, SUT_VERIFY_POWER_CYCLE, to(FAILED_SUT_VERIFYING)),
                abandoned(),
                to(SUT_VERIFY_POWER_CYCLE))
            .on(POWER_CYCLE_OK, to(SUT_VERIFYING)),
        in(SUT_SDCARD_VERIFYING)
            .entry(ask(CHECK_STORAGE))
            .within(
                ofSeconds(200),
                tolerate(2, SUT_SDCARD_VERIFYING, to(FAILED_SUT_SDCARD_VERIFYING)),
                abandoned(),
                to(SUT_SDCARD_VERIFYING))
            .failsOn(SUT_SDCARD_FAILED, FAILURE_PAUSE)
            .on(SUT_SDCARD_OK, clear(SUT_SDCARD_VERIFYING), to(OPERATION_COMPLETE)),
        // Passed within one step; the timeout is for a device that was left here by other means.
        in(OPERATION_COMPLETE)
            .entry(
                when(
                    atLeast(1, SELF_TEST_BY_POWER_CYCLE),
                    clear(SELF_TEST_BY_POWER_CYCLE),
                    write(SELF_TEST_PASSED),
                    to(READY)),
                clear(FOR_REQUEST),
                when(NEXT_IMAGE_BLAMED, write(TRUST_NEXT_IMAGE)),
                write(ADOPT_IMAGE),
                write(RESULT_COMPLETE),
                ask(NOTIFY_REQUEST),
                to(READY))
            .within(ofSeconds(60), to(OPERATION_COMPLETE)));
  }

  private static List<Row<DeviceFact, DeviceWrite, DeviceEffect>> failed() {
    return List.of(
        failedForGood(FAILED_POWER_CYCLING),
        failedToBoot(FAILED_PXE_BOOTING),
        failedToBoot(FAILED_MOBILE_INIT_STARTED),
        failedForGood(FAILED_SELF_TEST),
        failedWithImage(FAILED_SUT_VERIFYING),
        failedWithImage(FAILED_SUT_SDCARD_VERIFYING),
        failedOnce(FAILED_ANDROID_PINGING),
        failedOnce(FAILED_B2G_PINGING));
  }
}
