package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceFact.HAS_AGENT;
import static io.mozpool.lifecycle.device.DeviceFact.HAS_POWER;
import static io.mozpool.lifecycle.device.DeviceFact.HAS_PXE_CONFIG;
import static io.mozpool.lifecycle.device.DeviceFact.HELD;
import static io.mozpool.lifecycle.device.DeviceFact.HOLDER_ASKS;
import static io.mozpool.lifecycle.device.DeviceFact.IMAGE_OFFERED;
import static io.mozpool.lifecycle.device.DeviceState.PC_PINGING;
import static io.mozpool.lifecycle.device.DeviceState.READY;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asked for, after its return. */
class AbandonedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pc_power_cycling",
        "pc_pinging",
        "pxe_power_cycling",
        "pxe_booting",
        "mobile_init_started",
        "b2g_downloading",
        "b2g_extracting",
        "sut_verifying",
        "sut_verify_power_cycle",
        "sut_sdcard_verifying"
      })
  void anAttemptThatFailsIsNotMadeAgain(String state) {
    assertThat(
            device(state, HAS_POWER, HAS_PXE_CONFIG, HAS_AGENT)
                .having("for_request", 1)
                .timeout()
                .path())
        .startsWith(state, "start_self_test");
    assertThat(
            device(state, HAS_POWER, HAS_PXE_CONFIG, HAS_AGENT, HELD)
                .having("for_request", 1)
                .timeout()
                .path())
        .as("while it is held")
        .doesNotContain("start_self_test");
    assertThat(device(state, HAS_POWER, HAS_PXE_CONFIG, HAS_AGENT).timeout().path())
        .as("what a person asked for")
        .doesNotContain("start_self_test");
  }

  @Test
  void itGoesOnAsLongAsNothingFails() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = asked(HOLDER_ASKS, HELD);
    device.without(HELD).on("power_cycle_ok");

    assertThat(device.on("mobile_init_started").to()).isEqualTo("mobile_init_started");
  }

  @Test
  void onlyItsHolderAsksForARequest() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = asked(HELD);
    assertThat(device.count("for_request")).isZero();

    assertThat(device.without(HELD).timeout().path()).containsExactly("pxe_power_cycling");
  }

  @Test
  void aPowerCycleForARequestIsOneToo() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, HAS_POWER, HELD);
    device.given(HOLDER_ASKS).on("please_power_cycle");
    assertThat(device.count("for_request")).isEqualTo(1);
    device.force(READY);
    device.without(HOLDER_ASKS).on("please_power_cycle");
    assertThat(device.count("for_request")).isZero();
  }

  @Test
  void whatIsCompleteIsForgotten() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(PC_PINGING).having("for_request", 1);
    device.on("ping_ok");
    assertThat(device.counters()).isEmpty();
  }

  private static Play<DeviceFact, DeviceWrite, DeviceEffect> asked(DeviceFact... facts) {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, facts);
    device.given(HAS_POWER).given(HAS_PXE_CONFIG).given(IMAGE_OFFERED).on("please_image");
    return device;
  }
}
