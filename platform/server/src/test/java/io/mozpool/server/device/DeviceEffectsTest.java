package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Operation;
import io.mozpool.host.call.Tolerances;
import io.mozpool.lifecycle.Snapshot;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.RealTime;
import io.mozpool.server.ScriptedHardware;
import io.mozpool.server.ScriptedRegistry;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.device.DeviceEffects.Asked;
import io.mozpool.server.hardware.Facet;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.ManualTime;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("database")
@Timeout(30)
class DeviceEffectsTest {

  @TempDir Path directory;
  private final ScriptedHardware hardware = new ScriptedHardware();
  private final BlockingQueue<String> raised = new LinkedBlockingQueue<>();
  private final ComingUp comingUp = new ComingUp();
  private TestDatabase database;
  private Journal journal;
  private Workers workers;
  private GuardedCalls calls;
  private DeviceEffects effects;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    journal = new Journal(RealTime.THREADS, database.database(), Clock.systemUTC());
    workers = new Workers(RealTime.THREADS, RealTime.TIME, 1);
    calls = new GuardedCalls(RealTime.TIME, RealTime.THREADS, Tolerances.standard(), workers);
    Hardware drivers =
        new Hardware(ScriptedRegistry.of(hardware), calls, workers, TestDatabase.LEASES);
    effects =
        new DeviceEffects(
            drivers,
            comingUp,
            new Retries(workers),
            new HealthCheck(drivers),
            new HealthGate(new WellBoards(), new ManualTime(), workers),
            journal,
            new Setbacks(DeviceLifecycle.of(List.of()), RealTime.TIME.clock()),
            (asked, event) -> {
              raised.add(asked.target().device().name() + " " + event);
              return CompletableFuture.completedFuture(null);
            });
  }

  @AfterEach
  void close() {
    workers.close();
    calls.close();
    journal.close();
    database.close();
  }

  @Test
  void aNetworkThatCouldNotBeAskedSaysNothingOfTheDevice() {
    hardware.fail("probe mute", Reason.UNREACHABLE);

    assertThat(raisedAfter("mute", false)).isEmpty();
  }

  @Test
  void aProbeThatHadNoTimeSaysNothingOfTheDevice() {
    hardware.fail("probe mute", Reason.TIMED_OUT);

    assertThat(raisedAfter("mute", false)).isEmpty();
  }

  @Test
  void aBugOfThePluginSaysNothingOfTheDevice() {
    hardware.on(
        "probe mute",
        deadline -> {
          throw new IllegalStateException("a bug");
        });

    assertThat(raisedAfter("mute", false)).isEmpty();
  }

  @Test
  void aDeviceThatAnswersIsWell() {
    assertThat(raisedAfter("well", true)).isEmpty();
    assertThat(hardware.calls()).contains("verify well").doesNotContain("probe well");
  }

  @Test
  void aDeviceWithoutAgentAndProbeIsNotChecked() {
    effects.run(DeviceEffect.CHECK_HEALTH, asked("bare", false, Map.of()));

    assertThat(raisedAfter("well", false)).isEmpty();
    assertThat(hardware.calls()).containsExactly("probe well", "probe sentinel");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"REFUSED", "GARBLED", "TIMED_OUT"})
  void anAnswerThatIsWrongOrMissingIsDefinite(Reason reason) {
    hardware.fail("verify ill", reason);

    effects.run(DeviceEffect.CHECK_HEALTH, asked("ill", true));

    await().until(() -> raised.contains("ill failed"));
    await().until(() -> log().contains("health check failed: verify ill failed"));
  }

  @Test
  void aProbeThatGetsNoAnswerIsDefinite() {
    hardware.on("probe ill", ScriptedHardware.NO);

    effects.run(DeviceEffect.CHECK_HEALTH, asked("ill", false));

    await().until(() -> raised.contains("ill failed"));
  }

  @Test
  void aConnectionThatTheDeviceRefusedIsDefinite() {
    Operation<Boolean> refused =
        deadline -> {
          throw new DriverException(
              Reason.UNREACHABLE, "no", new ConnectException("Connection refused"));
        };
    hardware.on("verify ill", refused);

    effects.run(DeviceEffect.CHECK_HEALTH, asked("ill", true));

    await().until(() -> raised.contains("ill failed"));
  }

  @Test
  void aPowerCycleThatFailsRaisesNothingAndEventsNeedNotWait() {
    hardware.fail("cycle one", Reason.UNREACHABLE);

    effects.run(DeviceEffect.CYCLE_POWER, asked("one", false));

    await().until(() -> log().equals(List.of("power cycle failed: cycle one failed")));
    assertThat(raised).isEmpty();
    assertThat(comingUp.then(1, () -> CompletableFuture.completedFuture("now"))).isDone();
  }

  @Test
  void anAddressThatNobodyServesSaysSo() {
    effects.run(
        DeviceEffect.CYCLE_POWER,
        asked("one", false, Map.of(Facet.POWER, "proxr://relay/bank1/relay1")));

    await().until(() -> log().equals(List.of("power cycle failed: no driver for 'proxr'")));
  }

  @Test
  void aPowerCycleThatSucceedsRaisesItsEvent() {
    effects.run(DeviceEffect.CYCLE_POWER, asked("one", false));

    await().until(() -> List.copyOf(raised).equals(List.of("one power_cycle_ok")));
  }

  @Test
  void aStorageThatIsSoundSaysSo() {
    effects.run(DeviceEffect.CHECK_STORAGE, asked("good", true));

    await().until(() -> List.copyOf(raised).equals(List.of("good sut_sdcard_ok")));
  }

  @Test
  void aDeviceIsAwaitedToGoDownUntilItIs() {
    effects.run(DeviceEffect.AWAIT_DOWN, asked("one", false));
    await().until(() -> hardware.count("probe one") == 1);

    hardware.on("probe one", ScriptedHardware.NO);

    await().until(() -> List.copyOf(raised).equals(List.of("one probe_down")));
  }

  @Test
  void toNotifyARequestIsNothingForHardware() {
    assertThatThrownBy(() -> effects.run(DeviceEffect.NOTIFY_REQUEST, asked("one", false)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What has been raised when a later device, which surely fails, is believed to have failed. */
  private List<String> raisedAfter(String name, boolean agent) {
    effects.run(DeviceEffect.CHECK_HEALTH, asked(name, agent));
    await().until(() -> !hardware.calls().isEmpty());
    hardware.on("probe sentinel", ScriptedHardware.NO);
    effects.run(DeviceEffect.CHECK_HEALTH, asked("sentinel", false));
    await().until(() -> raised.remove("sentinel failed"));
    return List.copyOf(raised);
  }

  private List<String> log() {
    return database.database().all(row -> row.getString(1), "select message from device_logs");
  }

  private static Asked asked(String name, boolean imageHasAgent) {
    String address = "scripted:" + name;
    return asked(
        name,
        imageHasAgent,
        Map.of(Facet.POWER, address, Facet.AGENT, address, Facet.PROBE, address));
  }

  private static Asked asked(String name, boolean imageHasAgent, Map<Facet, String> addresses) {
    Device device = new Device(name, "", "", "", "panda", Map.of());
    return new Asked(
        new DeviceView(
            new MachineRow(1, 1, name, new Snapshot("ready", Map.of()), 1, null, null),
            new Target(1, 1, device, addresses),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            imageHasAgent,
            OptionalLong.empty(),
            0,
            Set.of()),
        1,
        Duration.ofSeconds(20));
  }
}
