package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.*;
import static io.mozpool.lifecycle.device.DeviceEvent.*;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.*;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PowerCyclingTest {

  @Test
  void deviceWithoutPowerFailsBeforeNetworkBootIsTouched() {
    for (DeviceState state : new DeviceState[] {PC_POWER_CYCLING, PXE_POWER_CYCLING}) {
      Transition<DeviceWrite, DeviceEffect> failed = device(READY, HAS_PXE_CONFIG).force(state);
      assertThat(failed.to()).isEqualTo("failed_power_cycling");
      assertThat(failed.writes()).containsExactly(RESULT_BAD_DEVICE);
      assertThat(failed.effects()).containsExactly(NOTIFY_REQUEST);
      assertThat(failed.why()).isEqualTo("forced; no power");
    }
  }

  @Test
  void deviceWithoutPxeConfigFailsWithoutBeingCycledForIt() {
    Transition<DeviceWrite, DeviceEffect> failed =
        device(READY, HAS_POWER).force(PXE_POWER_CYCLING);
    assertThat(failed.path())
        .containsExactly(
            "ready",
            "pxe_power_cycling",
            "failed_pxe_booting",
            "start_self_test",
            "pc_power_cycling");
    assertThat(failed.writes())
        .containsExactly(RESULT_BAD_DEVICE, FORGET_NEXT_IMAGE, DISARM_NETBOOT);
  }

  @Test
  void missingPowerIsToldBeforeAMissingPxeConfig() {
    assertThat(device(READY).force(PXE_POWER_CYCLING).to()).isEqualTo("failed_power_cycling");
  }

  @Test
  void failuresAreCountedAcrossBothPowerCyclingStates() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PC_POWER_CYCLING, HAS_POWER, HAS_PXE_CONFIG).having("power_cycling", 100);
    device.timeout();
    device.force(PXE_POWER_CYCLING);
    device.timeout();
    assertThat(device.count("power_cycling")).isEqualTo(102);
  }

  @Test
  void failureThatIsReportedIsCountedAfterAPause() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PC_POWER_CYCLING, HAS_POWER).having("power_cycling", 200);
    for (int report = 0; report < 300; report++) {
      Transition<DeviceWrite, DeviceEffect> pause = device.on(POWER_CYCLE_FAILED);
      assertThat(pause.dueIn()).contains(Duration.ofSeconds(5));
      assertThat(pause.changesState()).isFalse();
      assertThat(pause.effects()).isEmpty();
      assertThat(pause.writes()).isEmpty();
    }
    assertThat(device.timeout().path()).containsExactly("pc_power_cycling", "failed_power_cycling");
  }

  @Test
  void successForgetsTheFailures() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PXE_POWER_CYCLING).having("power_cycling", 7);
    assertThat(device.on(POWER_CYCLE_OK).to()).isEqualTo("pxe_booting");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void everyAttemptPreparesNetworkBoot() {
    Transition<DeviceWrite, DeviceEffect> pc = device(PC_POWER_CYCLING, HAS_POWER).timeout();
    assertThat(pc.writes()).containsExactly(DISARM_NETBOOT);
    assertThat(pc.effects()).containsExactly(CYCLE_POWER);
    assertThat(device(PXE_POWER_CYCLING, HAS_POWER, HAS_PXE_CONFIG).timeout().writes())
        .containsExactly(ARM_NETBOOT);
  }

  @Test
  void deviceThatNeverAnswersIsPowerCycledForEver() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PC_PINGING, HAS_POWER).having("pc_pinging", 11);
    assertThat(device.timeout().effects()).containsExactly(PING);
    assertThat(device.timeout().path()).containsExactly("pc_pinging", "pc_power_cycling");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void deviceIsWaitedForBeforeItIsPinged() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(PC_POWER_CYCLING);
    Transition<DeviceWrite, DeviceEffect> rebooting = device.on(POWER_CYCLE_OK);
    assertThat(rebooting.dueIn()).contains(Duration.ofSeconds(120));
    assertThat(rebooting.effects()).isEmpty();
    assertThat(device.timeout().effects()).containsExactly(PING);
    assertThat(device.on(PING_OK).path())
        .containsExactly("pc_pinging", "operation_complete", "ready");
  }

  @Test
  void forcedWaitForTheAgentLeadsToItsVerification() {
    assertThat(device(PC_SUT_REBOOTING, HAS_AGENT).timeout().effects())
        .containsExactly(VERIFY_AGENT);
  }

  @Test
  void serverThatTakesOverCyclesAgain() {
    assertThat(device(PC_POWER_CYCLING, HAS_POWER).asksAgain()).containsExactly(CYCLE_POWER);
    assertThat(device(PC_POWER_CYCLING).asksAgain()).isEmpty();
  }
}
