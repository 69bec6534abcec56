package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.CYCLE_POWER;
import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceEvent.FAILED_BAD_IMAGE;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.MOBILE_INIT_STARTED;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static io.mozpool.lifecycle.device.Devices.device;
import static io.mozpool.lifecycle.device.Installers.withStages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {

  @Test
  void twoInstallersWithOneStageAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DeviceLifecycle.of(List.of(withStages("a", "x", "y"), withStages("b", "y"))))
        .withMessage("'y' of installer 'b' is taken by installer 'a'");
  }

  @Test
  void stageThatIsTheFailureOfAnotherIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DeviceLifecycle.of(List.of(withStages("a", "x"), withStages("b", "failed_x"))))
        .withMessage("'failed_x' of installer 'b' is taken by installer 'a'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready", "maint_mode", "android_pinging", "sut_verifying"})
  void stageThatTakesANameOfOursIsRefused(String stage) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceLifecycle.of(List.of(withStages("a", stage))))
        .withMessageContaining("of installer 'a' is taken by MozPool itself");
  }

  @Test
  void installerWithoutStagesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceLifecycle.of(List.of(withStages("a"))))
        .withMessage("installer 'a' has no stages; expected one at least");
  }

  @Test
  void poolWithoutInstallersHasTheStatesThatAreOurs() {
    assertThat(DeviceLifecycle.of(List.of()).states()).hasSize(DeviceState.values().length);
  }

  @ParameterizedTest
  @CsvSource({
    "android_downloading, 3",
    "android_extracting, 10",
    "b2g_downloading, 3",
    "b2g_extracting, 10"
  })
  void stageThatHangsIsTriedAgainUntilTheToleratedFailuresAreSpent(String stage, int tolerated) {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(stage, HAS_POWER, HAS_PXE_CONFIG, SELF_TEST_CONFIG).having(stage, tolerated - 1);
    assertThat(device.timeout().path()).containsExactly(stage, "pxe_power_cycling");
    device.force(new Contributed(stage));
    Transition<DeviceWrite, DeviceEffect> failed = device.timeout();
    assertThat(failed.path())
        .containsExactly(stage, "failed_" + stage, "start_self_test", "pxe_power_cycling");
    assertThat(failed.writes())
        .containsExactly(REMEMBER_FAILURE, RESULT_BAD_DEVICE, NEXT_IMAGE_SELF_TEST, ARM_NETBOOT);
    assertThat(failed.effects()).containsExactly(NOTIFY_REQUEST, CYCLE_POWER);
    assertThat(failed.why()).isEqualTo("timeout; %s > %d".formatted(stage, tolerated));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "android_downloading",
        "android_extracting",
        "b2g_downloading",
        "b2g_extracting",
      })
  void everyStageMayFindTheImageBad(String stage) {
    Transition<DeviceWrite, DeviceEffect> bad =
        device(stage, HAS_POWER, SELF_TEST_CONFIG).on(FAILED_BAD_IMAGE);
    assertThat(bad.path()).containsExactly(stage, "start_self_test", "pxe_power_cycling");
    assertThat(bad.writes()).containsExactly(RESULT_BAD_IMAGE, NEXT_IMAGE_SELF_TEST, ARM_NETBOOT);
    assertThat(bad.effects()).containsExactly(NOTIFY_REQUEST, CYCLE_POWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"android", "b2g"})
  void deviceGoesFromStageToStage(String installer) {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(MOBILE_INIT_STARTED, HAS_AGENT).having("mobile_init_started", 2);
    assertThat(device.on(installer + "_downloading").writes()).containsExactly(DISARM_NETBOOT);
    device.having(installer + "_downloading", 2);
    assertThat(device.on(installer + "_extracting").writes()).containsExactly(FORGET_IMAGE);
    device.having(installer + "_extracting", 2);
    assertThat(device.on(installer + "_rebooting").to()).isEqualTo("sut_verifying");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void stageIsNotDisarmedWhileTheNextImageIsMaintenance() {
    assertThat(device(MOBILE_INIT_STARTED, NEXT_IS_MAINTENANCE).on("b2g_downloading").writes())
        .isEmpty();
  }

  @Test
  void laterStageIsNotAcceptedBeforeItsTurn() {
    assertThat(device(MOBILE_INIT_STARTED).accepts("b2g_extracting")).isFalse();
    assertThat(device("android_downloading").accepts("b2g_extracting")).isFalse();
  }
}
