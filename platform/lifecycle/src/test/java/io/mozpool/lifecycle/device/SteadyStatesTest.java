package io.mozpool.lifecycle.device;

import static io.mozpool.lifecycle.device.DeviceEffect.CHECK_HEALTH;
import static io.mozpool.lifecycle.device.DeviceEffect.CYCLE_POWER;
import static io.mozpool.lifecycle.device.DeviceEffect.NOTIFY_REQUEST;
import static io.mozpool.lifecycle.device.DeviceEvent.*;
import static io.mozpool.lifecycle.device.DeviceFact.*;
import static io.mozpool.lifecycle.device.DeviceState.*;
import static io.mozpool.lifecycle.device.DeviceState.SELF_TEST_RUNNING;
import static io.mozpool.lifecycle.device.DeviceWrite.*;
import static io.mozpool.lifecycle.device.Devices.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyStatesTest {

  @Test
  void imageThatIsNotOfferedIsNotAccepted() {
    assertThat(device(READY, HAS_POWER, HELD).accepts("please_image")).isFalse();
  }

  @Test
  void maintenanceWithoutSuchAnImageIsNotAccepted() {
    assertThat(device(READY, HAS_POWER, MAINTENANCE_CONFIG).accepts("please_start_maintenance"))
        .isFalse();
  }

  @Test
  void stateThatIsNotKnownTakesInstructionsAsUnknownDoes() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> off = device("off", HAS_POWER);
    assertThat(off.timeout().path()).containsExactly("off");
    assertThat(off.accepts("power_cycle_ok")).isFalse();
    assertThat(off.asksAgain()).isEmpty();
    assertThat(off.on(PLEASE_POWER_CYCLE).path()).containsExactly("off", "pc_power_cycling");
  }

  @Test
  void onlyAPersonGetsADeviceOutOfLockedOut() {
    assertThat(device(LOCKED_OUT, HAS_POWER).accepts("please_self_test")).isFalse();
    assertThat(device(LOCKED_OUT).force(READY).path()).containsExactly("locked_out", "ready");
  }

  @Test
  void requestIsToldOfADeviceThatIsSetAside() {
    for (DeviceState aside : List.of(LOCKED_OUT, TROUBLESHOOTING, MAINTENANCE_MODE)) {
      Transition<DeviceWrite, DeviceEffect> forced = device(READY, HELD).force(aside);
      assertThat(forced.writes()).contains(RESULT_BAD_DEVICE);
      assertThat(forced.effects()).containsExactly(NOTIFY_REQUEST);
      assertThat(device(READY).force(aside).effects()).isEmpty();
    }
  }

  @Test
  void newDeviceTestsItselfAtOnce() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(NEW, HAS_POWER, SELF_TEST_CONFIG);
    assertThat(device.force(NEW).dueIn()).contains(Duration.ZERO);
    assertThat(device.timeout().path())
        .containsExactly("new", "start_self_test", "pxe_power_cycling");
  }

  @Test
  void readyDeviceIsCheckedAgainAndAgain() {
    Transition<DeviceWrite, DeviceEffect> again = device(READY).timeout();
    assertThat(again.changesState()).isFalse();
    assertThat(again.effects()).containsExactly(CHECK_HEALTH);
    assertThat(again.dueIn()).contains(Duration.ofMinutes(10));
  }

  @Test
  void deviceThatARequestHoldsIsNotChecked() {
    assertThat(device(READY, HELD).timeout().effects()).isEmpty();
    assertThat(device(READY, HELD).asksAgain()).isEmpty();
    assertThat(device(READY).asksAgain()).containsExactly(CHECK_HEALTH);
  }

  @Test
  void powerCycleThatIsAskedForForgetsTheNextImageAndKeepsTheCounters() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(READY, HAS_POWER).having("pxe_booting", 2).having("self_test_rounds", 1);
    Transition<DeviceWrite, DeviceEffect> cycled = device.on(PLEASE_POWER_CYCLE);
    assertThat(cycled.writes()).containsExactly(FORGET_NEXT_IMAGE, DISARM_NETBOOT);
    assertThat(cycled.effects()).containsExactly(CYCLE_POWER);
    assertThat(device.counters()).isEqualTo(Map.of("pxe_booting", 2, "self_test_rounds", 1));
  }

  @Test
  void imageThatIsAskedForIsInstalledAfresh() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device =
        device(READY, HAS_POWER, IMAGE_OFFERED).having("pxe_booting", 2);
    Transition<DeviceWrite, DeviceEffect> asked = device.on(PLEASE_IMAGE);
    assertThat(asked.path()).containsExactly("ready", "start_pxe_boot", "pxe_power_cycling");
    assertThat(asked.writes()).containsExactly(NEXT_IMAGE_ASKED, ARM_NETBOOT);
    assertThat(asked.why()).isEqualTo("please_image");
    assertThat(device.counters()).isEmpty();
  }

  @Test
  void thirdRoundOfFailureAndSelfTestIsTheLast() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, HAS_POWER, SELF_TEST_CONFIG);
    round(device);
    round(device);
    assertThat(device.on(FAILED).path()).containsExactly("ready", "failed_self_test");
    assertThat(device.on(PLEASE_SELF_TEST).to()).isEqualTo("pxe_power_cycling");
    assertThat(device.counters()).as("a person starts new rounds").isEmpty();
  }

  @Test
  void roundsBeginAnewWhenARequestHasClaimedTheDevice() {
    Play<DeviceFact, DeviceWrite, DeviceEffect> device = device(READY, HAS_POWER, SELF_TEST_CONFIG);
    round(device);
    round(device);
    device.given(HELD);
    round(device);
    assertThat(device.count("self_test_rounds")).isEqualTo(1);
  }

  @Test
  void whatARequestAsksForClearsTheRounds() {
    for (DeviceEvent event : new DeviceEvent[] {PLEASE_POWER_CYCLE, PLEASE_SELF_TEST}) {
      Play<DeviceFact, DeviceWrite, DeviceEffect> device =
          device(READY, HAS_POWER, SELF_TEST_CONFIG, HELD).having("self_test_rounds", 2);
      device.on(event);
      assertThat(device.counters()).as(event.wireName()).isEmpty();
    }
  }

  private static void round(Play<DeviceFact, DeviceWrite, DeviceEffect> device) {
    assertThat(device.on(FAILED).to()).isEqualTo("pxe_power_cycling");
    device.force(SELF_TEST_RUNNING);
    assertThat(device.on(SELF_TEST_OK).to()).isEqualTo("ready");
  }
}
