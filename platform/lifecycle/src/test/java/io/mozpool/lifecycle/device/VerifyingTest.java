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
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyingTest {

  @Test
  void agentThatNeverAnswersFailsTheDeviceAtLast() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(SUT_VERIFYING, HAS_AGENT, HAS_POWER, SELF_TEST_CONFIG).having("sut_verifying", 30);
    Transition<DeviceWrite, DeviceEffect> failed = device.timeout();
    assertThat(failed.path())
        .containsExactly(
            "sut_verifying", "failed_sut_verifying", "start_self_test", "pxe_power_cycling");
    assertThat(failed.writes()).startsWith(REMEMBER_FAILURE, RESULT_BAD_DEVICE);
  }

  @Test
  void everyTenthFailureCyclesThePower() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(SUT_VERIFYING, HAS_AGENT);
    for (int failure = 1; failure <= 30; failure++) {
      Transition<DeviceWrite, DeviceEffect> transition = device.timeout();
      boolean tenth = failure % 10 == 0;
      assertThat(transition.effects()).containsExactly(tenth ? CYCLE_POWER : VERIFY_AGENT);
      assertThat(transition.writes()).isEmpty();
      if (tenth) {
        assertThat(device.on(POWER_CYCLE_OK).to()).isEqualTo("sut_verifying");
      }
    }
    assertThat(device.count("sut_verifying")).isEqualTo(30);
  }

  @Test
  void agentThatAnswersClearsItsFailures() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(SUT_VERIFYING, HAS_AGENT).having("sut_verifying", 12);
    Transition<DeviceWrite, DeviceEffect> verified = device.on(SUT_VERIFY_OK);
    assertThat(verified.to()).isEqualTo("sut_sdcard_verifying");
    assertThat(verified.effects()).containsExactly(CHECK_STORAGE);
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void boardWithoutAgentIsPingedOnceItIsDown() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device("b2g_extracting");
    Transition<DeviceWrite, DeviceEffect> waiting = device.on("b2g_rebooting");
    assertThat(waiting.to()).isEqualTo("sut_verifying");
    assertThat(waiting.effects()).containsExactly(AWAIT_DOWN);
    assertThat(waiting.dueIn()).contains(Duration.ofSeconds(10));
    assertThat(device.asksAgain()).containsExactly(AWAIT_DOWN);
    assertThat(device.on(PROBE_DOWN).effects()).containsExactly(PING);
    assertThat(device.state()).isEqualTo("pc_pinging");
  }

  @Test
  void boardWithoutAgentIsPingedWhenItWasNeverSeenDown() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(SUT_VERIFYING);
    assertThat(device.timeout().path()).containsExactly("sut_verifying", "pc_pinging");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void boardWithAgentIsNotPingedInstead() {
    assertThat(device(SUT_VERIFYING, HAS_AGENT).accepts("probe_down")).isFalse();
  }

  @Test
  void powerCycleAmidVerificationNeedsNoControllerAndLeavesNetworkBootAlone() {
    Transition<DeviceWrite, DeviceEffect> cycle =
        device(SUT_VERIFYING, HAS_AGENT).having("sut_verifying", 9).timeout();
    assertThat(cycle.to()).isEqualTo("sut_verify_power_cycle");
    assertThat(cycle.writes()).isEmpty();
    assertThat(cycle.effects()).containsExactly(CYCLE_POWER);
  }

  @Test
  void powerCycleAmidVerificationKeepsItsCountWhenItSucceeds() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(SUT_VERIFY_POWER_CYCLE, HAS_AGENT, HAS_POWER).having("sut_verify_power_cycle", 2);
    device.timeout();
    device.on(POWER_CYCLE_OK);
    assertThat(device.counters()).isEqualTo(Map.of("sut_verify_power_cycle", 3));
    device.force(SUT_VERIFY_POWER_CYCLE);
    assertThat(device.timeout().path())
        .startsWith("sut_verify_power_cycle", "failed_sut_verifying");
  }

  @Test
  void storageIsCheckedThreeTimes() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(SUT_SDCARD_VERIFYING, HAS_POWER, SELF_TEST_CONFIG);
    for (int check = 1; check <= 2; check++) {
      assertThat(device.on(SUT_SDCARD_FAILED).dueIn()).contains(Duration.ofSeconds(5));
      assertThat(device.timeout().effects()).containsExactly(CHECK_STORAGE);
    }
    device.on(SUT_SDCARD_FAILED);
    Transition<DeviceWrite, DeviceEffect> failed = device.timeout();
    assertThat(failed.path()).startsWith("sut_sdcard_verifying", "failed_sut_sdcard_verifying");
    assertThat(failed.writes()).startsWith(REMEMBER_FAILURE, RESULT_BAD_DEVICE);
    assertThat(failed.why()).isEqualTo("timeout; sut_sdcard_verifying > 2");
  }

  @Test
  void soundDeviceIsHandedOverWithItsImage() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(SUT_SDCARD_VERIFYING, HELD).having("sut_sdcard_verifying", 1);
    Transition<DeviceWrite, DeviceEffect> complete = device.on(SUT_SDCARD_OK);
    assertThat(complete.path())
        .containsExactly("sut_sdcard_verifying", "operation_complete", "ready");
    assertThat(complete.writes()).containsExactly(ADOPT_IMAGE, RESULT_COMPLETE);
    assertThat(complete.effects()).containsExactly(NOTIFY_REQUEST);
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void deviceThatWasLeftHalfDoneIsCompleted() {
    Transition<DeviceWrite, DeviceEffect> complete = device(OPERATION_COMPLETE).timeout();
    assertThat(complete.path()).containsExactly("operation_complete", "ready");
    assertThat(complete.writes()).containsExactly(ADOPT_IMAGE, RESULT_COMPLETE);
  }
}
