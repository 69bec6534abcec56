package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Tolerances;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.RealTime;
import io.mozpool.server.ScriptedHardware;
import io.mozpool.server.ScriptedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SourceReaderTest {

  private final ScriptedHardware hardware = new ScriptedHardware();
  private final GuardedCalls calls =
      new GuardedCalls(RealTime.TIME, RealTime.THREADS, Tolerances.standard(), Runnable::run);

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void aSourceThatNobodyHasIsAFailureThatSaysWhichThereAre() {
    assertThat(read(Duration.ofMinutes(1), "nope").failures())
        .singleElement()
        .asString()
        .contains("'nope'", "[scripted, second]");
  }

  @Test
  void aSourceThatFailsKeepsNoOtherAway() {
    hardware.fail("inventory scripted", Reason.UNREACHABLE);
    hardware.inventory("second", record(1, "one"));

    Readings readings = read(Duration.ofMinutes(1), "scripted", "second");

    assertThat(readings.failures())
        .singleElement()
        .asString()
        .contains("'scripted' could not be read", "inventory scripted failed");
    assertThat(readings.bySource()).containsOnlyKeys("second");
  }

  @Test
  void aSourceThatHangsIsEndedAndTheOthersAreReadMeanwhile() {
    hardware.on(
        "inventory scripted",
        deadline -> {
          new CountDownLatch(1).await();
          return true;
        });
    hardware.inventory("second", record(1, "one"));

    Readings readings = read(Duration.ofMillis(100), "scripted", "second");

    assertThat(readings.failures()).singleElement().asString().contains("'scripted'", "deadline");
    assertThat(readings.bySource()).containsOnlyKeys("second");
  }

  @Test
  void aPluginWithABugIsAFailureOfItsSource() {
    hardware.on(
        "inventory scripted",
        deadline -> {
          throw new IllegalStateException("oops");
        });

    assertThat(read(Duration.ofMinutes(1), "scripted").failures())
        .singleElement()
        .asString()
        .contains("bug of plugin", "oops");
  }

  @Test
  void aDeviceWithoutAnImagingServerBelongsToTheOneThatAsks() {
    hardware.inventory(
        "scripted", record(1, "mine"), record(2, "theirs", "north", "outlet:theirs"));

    assertThat(read(Duration.ofMinutes(1), "scripted").bySource().get("scripted"))
        .extracting(device -> device.description().imagingServer())
        .containsExactly("here", "north");
  }

  @Test
  void aSourceHandsItsNotes() {
    hardware.notes(
        "scripted",
        notes -> {
          notes.note("p1 is skipped: it has no name");
          notes.leaveOut(7, "p7 is left out: board: not understood");
        });

    Readings readings = read(Duration.ofMinutes(1), "second", "scripted");

    assertThat(readings.notes())
        .containsExactly(
            "inventory 'scripted': p1 is skipped: it has no name",
            "inventory 'scripted': p7 is left out: board: not understood");
    assertThat(readings.leftOut()).containsExactly(new Identity("scripted", 7));
  }

  @Test
  void aSourceThatNeverStopsNotingIsNotKept() {
    hardware.notes(
        "scripted",
        notes -> {
          for (int i = 0; i < 1_007; i++) {
            notes.note("x".repeat(1_000));
          }
        });

    List<String> notes = read(Duration.ofMinutes(1), "scripted").notes();

    assertThat(notes).hasSize(1_001).last().isEqualTo("inventory 'scripted': 7 more notes");
    assertThat(notes.get(0)).hasSizeLessThan(300);
  }

  private Readings read(Duration deadline, String... sources) {
    try {
      return new SourceReader(
              List.of(sources), ScriptedRegistry.of(hardware), calls, "here", deadline)
          .read();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
