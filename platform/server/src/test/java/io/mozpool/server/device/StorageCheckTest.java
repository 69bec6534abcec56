package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Tolerances;
import io.mozpool.lifecycle.Snapshot;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.plugin.Device;
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
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that serves one client at a time, and rests between two. */
@Timeout(60)
class StorageCheckTest {

  private static final String CHECK = "storage one";

  @TempDir Path directory;
  private final ManualTime time = new ManualTime();
  private final ScriptedHardware hardware = new ScriptedHardware();
  private final BlockingQueue<String> raised = new LinkedBlockingQueue<>();
  private TestDatabase database;
  private Journal journal;
  private Workers workers;
  private GuardedCalls calls;
  private DeviceEffects effects;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    journal = new Journal(RealTime.THREADS, database.database(), time.clock());
    workers = new Workers(RealTime.THREADS, time, 1);
    calls = new GuardedCalls(RealTime.TIME, RealTime.THREADS, Tolerances.standard(), workers);
    Hardware drivers =
        new Hardware(ScriptedRegistry.of(hardware), calls, workers, TestDatabase.LEASES);
    effects =
        new DeviceEffects(
            drivers,
            new ComingUp(),
            new Retries(workers),
            new HealthCheck(drivers),
            new HealthGate(new WellBoards(), time, workers),
            journal,
            new Setbacks(DeviceLifecycle.of(List.of()), RealTime.TIME.clock()),
            (asked, event) -> {
              raised.add(event);
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
  void anAgentThatIsBusyIsAskedAgainLater() {
    hardware.fail(CHECK, Reason.UNREACHABLE);
    effects.run(DeviceEffect.CHECK_STORAGE, asked(Duration.ofSeconds(200)));
    awaitPauseAfter(1);
    time.pass(Duration.ofMillis(4_999));
    assertThat(hardware.count(CHECK)).isEqualTo(1);

    hardware.heal(CHECK);
    time.pass(Duration.ofMillis(1));

    await().until(() -> List.copyOf(raised).equals(List.of("sut_sdcard_ok")));
    assertThat(hardware.count(CHECK)).isEqualTo(2);
  }

  @Test
  void onlyTheFifthFailureCounts() {
    hardware.fail(CHECK, Reason.REFUSED);
    effects.run(DeviceEffect.CHECK_STORAGE, asked(Duration.ofSeconds(200)));

    for (int failures = 1; failures <= 4; failures++) {
      awaitPauseAfter(failures);
      assertThat(raised).isEmpty();
      time.pass(Duration.ofSeconds(5L * failures));
    }

    await().until(() -> List.copyOf(raised).equals(List.of("sut_sdcard_failed")));
    assertThat(hardware.count(CHECK)).isEqualTo(5);
    await().until(() -> log().equals(List.of("storage check failed: storage one failed")));
  }

  @Test
  void theWindowOfTheStateIsKept() {
    hardware.fail(CHECK, Reason.REFUSED);
    effects.run(DeviceEffect.CHECK_STORAGE, asked(Duration.ofSeconds(12)));

    awaitPauseAfter(1);
    time.pass(Duration.ofSeconds(5));

    await().until(() -> List.copyOf(raised).equals(List.of("sut_sdcard_failed")));
    assertThat(hardware.count(CHECK)).isEqualTo(2);
  }

  private void awaitPauseAfter(int attempts) {
    await().until(() -> hardware.count(CHECK) == attempts && time.waiting() == 1);
  }

  private List<String> log() {
    return database.database().all(row -> row.getString(1), "select message from device_logs");
  }

  private static Asked asked(Duration window) {
    Device device = new Device("one", "", "", "", "panda", Map.of());
    return new Asked(
        new DeviceView(
            new MachineRow(
                1, 1, "one", new Snapshot("sut_sdcard_verifying", Map.of()), 1, null, null),
            new Target(1, 1, device, Map.of(Facet.AGENT, "scripted:one")),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            true,
            OptionalLong.empty(),
            0,
            Set.of()),
        1,
        window);
  }
}
