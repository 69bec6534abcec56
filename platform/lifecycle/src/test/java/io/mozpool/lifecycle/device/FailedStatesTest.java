package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.UNKNOWN;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedStatesTest {

  @ParameterizedTest
  @ValueSource(strings = {"failed_power_cycling", "failed_self_test"})
  void someFailuresStayUntilAPersonActs(String state) {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(UNKNOWN, HAS_POWER, IMAGE_SUSPECT);
    Transition<DeviceWrite, DeviceEffect> failed = device.force(new Contributed(state));
    assertThat(failed.to()).isEqualTo(state);
    assertThat(failed.dueIn()).isEmpty();
    assertThat(failed.writes()).containsExactly(RESULT_BAD_DEVICE);
    assertThat(failed.effects()).containsExactly(NOTIFY_REQUEST);
    assertThat(device.on("please_self_test").to()).isEqualTo("pc_power_cycling");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failed_pxe_booting",
        "failed_mobile_init_started",
        "failed_sut_verifying",
        "failed_sut_sdcard_verifying",
        "failed_android_downloading",
        "failed_android_extracting",
        "failed_b2g_downloading",
        "failed_b2g_extracting",
        "failed_android_pinging",
        "failed_b2g_pinging"
      })
  void othersSendTheirResultAndGoOnToTheSelfTest(String state) {
    Transition<DeviceWrite, DeviceEffect> failed =
        device(UNKNOWN, HAS_POWER).force(new Contributed(state));
    assertThat(failed.path())
        .containsExactly("unknown", state, "start_self_test", "pc_power_cycling");
    assertThat(failed.writes())
        .containsSubsequence(RESULT_BAD_DEVICE, FORGET_NEXT_IMAGE, DISARM_NETBOOT)
        .doesNotContain(RESULT_BAD_IMAGE);
    assertThat(failed.effects()).startsWith(NOTIFY_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"b2g_downloading", "android_extracting"})
  void imageThatFailedOnASoundDeviceBeforeIsBlamed(String stage) {
    Transition<DeviceWrite, DeviceEffect> failed =
        device(stage, HAS_POWER, IMAGE_SUSPECT).having(stage, 10).timeout();
    assertThat(failed.writes())
        .startsWith(REMEMBER_FAILURE, RESULT_BAD_IMAGE)
        .doesNotContain(RESULT_BAD_DEVICE);
  }
}
