package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEvent.SELF_TEST_OK;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.MOBILE_INIT_STARTED;
import static io.mozpool.lifecycle.device.DeviceState.PXE_BOOTING;
import static io.mozpool.lifecycle.device.DeviceState.START_MAINTENANCE;
import static io.mozpool.lifecycle.device.DeviceWrite.BLAME_IMAGE;
import static io.mozpool.lifecycle.device.DeviceWrite.REMEMBER_BOOT_FAILURE;
import static io.mozpool.lifecycle.device.DeviceWrite.SELF_TEST_PASSED;
import static io.mozpool.lifecycle.device.DeviceWrite.TRUST_NEXT_IMAGE;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boards that fail to boot: which of them and their images is to blame. */
class BlameTest {

  private static Play<DeviceFact, DeviceWrite, DeviceEffect> failing(DeviceFact... facts) {
    return device(PXE_BOOTING, facts)
        .given(HAS_POWER)
        .given(HAS_PXE_CONFIG)
        .given(SELF_TEST_CONFIG)
        .having("pxe_booting", 30);
  }

  @Test
  void theSelfTestAfterAFailureToBootIsATrialOfItsImage() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IMAGE_TRIABLE);

    var failed = device.timeout();
    assertThat(failed.path())
        .containsExactly(
            "pxe_booting", "failed_pxe_booting", "start_self_test", "pxe_power_cycling");
    assertThat(failed.writes()).contains(REMEMBER_BOOT_FAILURE);
    device.without(NEXT_IMAGE_TRIABLE).given(NEXT_IS_SELF_TEST);
    boot(device);

    assertThat(device.on(SELF_TEST_OK).writes()).containsExactly(BLAME_IMAGE, SELF_TEST_PASSED);
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void aLiveImageThatDoesNotStartIsTriedAsWell() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(MOBILE_INIT_STARTED, HAS_POWER, HAS_PXE_CONFIG, SELF_TEST_CONFIG, NEXT_IMAGE_TRIABLE)
            .having("mobile_init_started", 10);

    var failed = device.timeout();

    assertThat(failed.to()).isEqualTo("pxe_power_cycling");
    assertThat(failed.writes()).contains(REMEMBER_BOOT_FAILURE);
    assertThat(device.count("on_trial")).isEqualTo(1);
  }

  @Test
  void inTroubleAFailureSaysNothingOfItsImage() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IMAGE_TRIABLE, BOOT_TROUBLE);

    assertThat(device.timeout().writes()).doesNotContain(REMEMBER_BOOT_FAILURE);
    boot(device.without(BOOT_TROUBLE));

    assertThat(device.on(SELF_TEST_OK).writes()).containsExactly(SELF_TEST_PASSED);
  }

  @Test
  void aSelfTestThatPassesInTroubleSaysNothing() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IMAGE_TRIABLE);
    device.timeout();
    boot(device.given(BOOT_TROUBLE));

    assertThat(device.on(SELF_TEST_OK).writes()).containsExactly(SELF_TEST_PASSED);
  }

  @Test
  void aSelfTestThatBootsAtTheThirdAttemptSaysNothing() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IMAGE_TRIABLE);
    device.timeout();
    device.without(NEXT_IMAGE_TRIABLE).given(NEXT_IS_SELF_TEST);
    device.on("power_cycle_ok");
    device.timeout();
    assertThat(device.count("on_trial")).as("after one that failed").isEqualTo(1);
    device.on("power_cycle_ok");
    device.timeout();
    boot(device);

    assertThat(device.on(SELF_TEST_OK).writes()).containsExactly(SELF_TEST_PASSED);
  }

  @Test
  void withoutASelfTestOfItsOwnNothingIsTried() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing().without(SELF_TEST_CONFIG);

    var failed = device.timeout();

    assertThat(failed.to()).isEqualTo("pc_power_cycling");
    assertThat(failed.writes()).doesNotContain(REMEMBER_BOOT_FAILURE);
    assertThat(device.count("on_trial")).isZero();
  }

  @Test
  void aSelfTestThatDoesNotBootBecomesFailedSelfTest() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IS_SELF_TEST);

    var failed = device.timeout();
    assertThat(failed.path())
        .containsExactly("pxe_booting", "failed_pxe_booting", "start_self_test");
    assertThat(failed.writes()).contains(REMEMBER_BOOT_FAILURE);
    assertThat(failed.dueIn()).as("until others are known").contains(Duration.ofSeconds(3));

    assertThat(device.timeout().path()).containsExactly("start_self_test", "failed_self_test");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void theThirdThatDoesNotBootItsSelfTestWaitsUntilSelfTestsGoOn() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = failing(NEXT_IS_SELF_TEST);
    device.timeout();
    device.given(SELF_TEST_SUSPECT).given(SELF_TESTS_PAUSED);

    var waits = device.timeout();
    assertThat(waits.path()).containsExactly("start_self_test");
    assertThat(waits.dueIn()).contains(Duration.ofSeconds(30));
    assertThat(device.timeout().path()).containsExactly("start_self_test");

    assertThat(device.without(SELF_TESTS_PAUSED).timeout().path())
        .containsExactly("start_self_test", "pxe_power_cycling");
  }

  @Test
  void aFailureInThePauseDoesNotMakeItLonger() {
    assertThat(failing(NEXT_IS_SELF_TEST, SELF_TESTS_PAUSED).timeout().writes())
        .doesNotContain(REMEMBER_BOOT_FAILURE);
  }

  @Test
  void noSelfTestBeginsInThePause() {
    var asked =
        device("failed_self_test", HAS_POWER, SELF_TEST_CONFIG, SELF_TESTS_PAUSED)
            .on("please_self_test");

    assertThat(asked.path()).containsExactly("failed_self_test", "start_self_test");
  }

  @ParameterizedTest
  @EnumSource(
      value = DeviceState.class,
      names = {"PXE_BOOTING", "MOBILE_INIT_STARTED"})
  void aDeviceThatWasToBootForMaintenanceStays(DeviceState state) {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(state, HAS_POWER, HAS_PXE_CONFIG, SELF_TEST_CONFIG, NEXT_IS_MAINTENANCE)
            .having(state.wireName(), 30);

    var failed = device.timeout();

    assertThat(failed.to()).isEqualTo("failed_" + state.wireName());
    assertThat(failed.dueIn()).isEmpty();
    assertThat(failed.writes()).contains(REMEMBER_BOOT_FAILURE);
  }

  @Test
  void maintenanceWithoutAPxeConfigIsNoEvidenceAgainstTheImageBefore() {
    assertThat(
            device("ready", HAS_POWER, MAINTENANCE_IMAGE, HAS_PXE_CONFIG, NEXT_IMAGE_TRIABLE)
                .force(START_MAINTENANCE)
                .writes())
        .doesNotContain(REMEMBER_BOOT_FAILURE);
  }

  @Test
  void anImageThatBootedIsTrusted() {
    assertThat(
            device("operation_complete", NEXT_IMAGE_BLAMED)
                .force(DeviceState.OPERATION_COMPLETE)
                .writes())
        .startsWith(TRUST_NEXT_IMAGE);
    assertThat(
            device(MOBILE_INIT_STARTED, NEXT_IMAGE_BLAMED, NEXT_IS_SELF_TEST)
                .on("self_test_running")
                .writes())
        .contains(TRUST_NEXT_IMAGE);
    assertThat(
            device(MOBILE_INIT_STARTED, NEXT_IMAGE_BLAMED, NEXT_IS_MAINTENANCE)
                .on("maint_mode")
                .writes())
        .contains(TRUST_NEXT_IMAGE);
    assertThat(device(MOBILE_INIT_STARTED, NEXT_IMAGE_BLAMED).on("self_test_running").writes())
        .as("it booted something else")
        .doesNotContain(TRUST_NEXT_IMAGE);
  }

  private static void boot(Play<DeviceFact, DeviceWrite, DeviceEffect> device) {
    device.on("power_cycle_ok");
    device.on(DeviceEvent.MOBILE_INIT_STARTED);
    device.on(DeviceEvent.SELF_TEST_RUNNING);
  }
}
