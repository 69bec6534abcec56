package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.CYCLE_POWER;
import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceEvent.*;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.*;
import static io.mozpool.lifecycle.device.DeviceState.MOBILE_INIT_STARTED;
import static io.mozpool.lifecycle.device.DeviceState.SELF_TEST_RUNNING;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import org.junit.jupiter.api.Test;

class NetworkBootTest {

  @Test
  void maintenanceWithoutPxeConfigFailsToBoot() {
    assertThat(device(READY, HAS_POWER, MAINTENANCE_IMAGE).on(PLEASE_START_MAINTENANCE).path())
        .containsExactly("ready", "start_maintenance", "pxe_power_cycling", "failed_pxe_booting");
  }

  @Test
  void forcedMaintenanceWithoutSuchAnImageDoesNotGetStuck() {
    Transition<DeviceWrite, DeviceEffect> forced =
        device(READY, HAS_POWER).force(START_MAINTENANCE);
    assertThat(forced.path())
        .containsExactly(
            "ready",
            "start_maintenance",
            "failed_pxe_booting",
            "start_self_test",
            "pc_power_cycling");
    assertThat(forced.writes()).doesNotContain(REMEMBER_BOOT_FAILURE);
  }

  @Test
  void forcedImagingWithoutNextImageFailsToBoot() {
    assertThat(device(READY, HAS_POWER).force(START_PXE_BOOT).path())
        .endsWith("failed_pxe_booting", "start_self_test", "pc_power_cycling");
  }

  @Test
  void maintenanceStaysArmedAllTheWay() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(READY, HAS_POWER, MAINTENANCE_IMAGE, MAINTENANCE_CONFIG).having("pxe_booting", 2);
    assertThat(device.on(PLEASE_START_MAINTENANCE).writes())
        .containsExactly(NEXT_IMAGE_MAINTENANCE, ARM_NETBOOT);
    assertThat(device.counters()).isEmpty();
    device.given(NEXT_IS_MAINTENANCE);
    device.on(POWER_CYCLE_OK);
    assertThat(device.on(DeviceEvent.MOBILE_INIT_STARTED).writes()).isEmpty();
    Transition<DeviceWrite, DeviceEffect> maintenance = device.on(MAINT_MODE);
    assertThat(maintenance.to()).isEqualTo("maintenance_mode");
    assertThat(maintenance.writes()).containsExactly(FORGET_IMAGE);
    assertThat(maintenance.dueIn()).isEmpty();
  }

  @Test
  void bootedDeviceIsDisarmed() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PXE_BOOTING).having("pxe_booting", 5);
    assertThat(device.on(DeviceEvent.MOBILE_INIT_STARTED).writes()).containsExactly(DISARM_NETBOOT);
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void selfTestForgetsBothImagesAndEndsWithoutAResult() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(READY, HAS_POWER, SELF_TEST_CONFIG, HELD);
    Transition<DeviceWrite, DeviceEffect> started = device.on(PLEASE_SELF_TEST);
    assertThat(started.writes()).containsExactly(NEXT_IMAGE_SELF_TEST, ARM_NETBOOT);
    assertThat(started.effects()).containsExactly(CYCLE_POWER);
    device.on(POWER_CYCLE_OK);
    device.on(DeviceEvent.MOBILE_INIT_STARTED);
    assertThat(device.on(DeviceEvent.SELF_TEST_RUNNING).writes())
        .containsExactly(DISARM_NETBOOT, FORGET_IMAGE, FORGET_NEXT_IMAGE);
    Transition<DeviceWrite, DeviceEffect> passed = device.on(SELF_TEST_OK);
    assertThat(passed.path()).containsExactly("self_test_running", "ready");
    assertThat(passed.writes()).containsExactly(SELF_TEST_PASSED);
    assertThat(passed.effects()).doesNotContain(NOTIFY_REQUEST);
  }

  @Test
  void selfTestWithoutPxeConfigAdoptsNothingAndSendsNoResult() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, HAS_POWER, HAS_PXE_CONFIG);
    Transition<DeviceWrite, DeviceEffect> started = device.on(PLEASE_SELF_TEST);
    assertThat(started.path()).containsExactly("ready", "start_self_test", "pc_power_cycling");
    assertThat(started.writes()).containsExactly(FORGET_NEXT_IMAGE, DISARM_NETBOOT);
    device.on(POWER_CYCLE_OK);
    device.timeout();
    Transition<DeviceWrite, DeviceEffect> passed = device.given(HELD).on(PING_OK);
    assertThat(passed.to()).isEqualTo("ready");
    assertThat(passed.writes()).containsExactly(SELF_TEST_PASSED);
    assertThat(passed.effects()).isEmpty();
    assertThat(device.counters()).as("the next power cycle is an ordinary one").isEmpty();
  }

  @Test
  void instructionEndsASelfTestThatOnlyPowerCycles() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, HAS_POWER);
    device.on(PLEASE_SELF_TEST);
    device.force(READY);
    device.on(PLEASE_POWER_CYCLE);
    device.on(POWER_CYCLE_OK);
    device.timeout();
    assertThat(device.on(PING_OK).writes()).containsExactly(ADOPT_IMAGE, RESULT_COMPLETE);
  }

  @Test
  void selfTestClearsAllCountersButTheRounds() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(READY, HAS_POWER, SELF_TEST_CONFIG)
            .having("pxe_booting", 2)
            .having("self_test_rounds", 2);
    device.on(PLEASE_SELF_TEST);
    assertThat(device.counters()).containsOnlyKeys("self_test_rounds");
  }

  @Test
  void failedOrEndlessSelfTestNeedsAPerson() {
    assertThat(device(SELF_TEST_RUNNING).on(DeviceEvent.FAILED_SELF_TEST).to())
        .isEqualTo("failed_self_test");
    assertThat(device(SELF_TEST_RUNNING).timeout().to()).isEqualTo("failed_self_test");
  }

  @Test
  void bootThatHangsIsTriedAgainUntilTheToleratedFailuresAreSpent() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PXE_BOOTING, HAS_POWER, HAS_PXE_CONFIG).having("pxe_booting", 29);
    assertThat(device.timeout().path()).containsExactly("pxe_booting", "pxe_power_cycling");
    device.force(PXE_BOOTING);
    assertThat(device.timeout().path())
        .containsExactly(
            "pxe_booting", "failed_pxe_booting", "start_self_test", "pc_power_cycling");
  }

  @Test
  void liveImageThatHangsIsTriedAgainUntilTheToleratedFailuresAreSpent() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(MOBILE_INIT_STARTED, HAS_POWER, HAS_PXE_CONFIG).having("mobile_init_started", 9);
    assertThat(device.timeout().to()).isEqualTo("pxe_power_cycling");
    device.force(MOBILE_INIT_STARTED);
    assertThat(device.timeout().path())
        .containsExactly(
            "mobile_init_started",
            "failed_mobile_init_started",
            "start_self_test",
            "pc_power_cycling");
  }
}
