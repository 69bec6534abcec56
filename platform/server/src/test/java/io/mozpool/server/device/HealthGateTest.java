package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.lifecycle.Snapshot;
import io.mozpool.plugin.Device;
import io.mozpool.server.RealTime;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.device.DeviceEffects.Asked;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.machine.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(30)
class HealthGateTest {

  private static final Duration HOLD = Duration.ofMillis(200);

  @TempDir Path directory;
  private final BlockingQueue<String> believed = new LinkedBlockingQueue<>();
  private TestDatabase database;
  private PoolRows rows;
  private Workers workers;
  private HealthGate gate;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database()).catalogue();
    workers = new Workers(RealTime.THREADS, RealTime.TIME, 4);
    gate = new HealthGate(database.database(), workers, HOLD);
  }

  @AfterEach
  void close() {
    workers.close();
    database.close();
  }

  @Test
  void moreThanAThirdOfABoardTypeWithinAMinuteIsTheNetwork() {
    rows.pandas(11, "panda", "ready");
    rows.bare("bare", "ready");

    List.of("panda1", "panda2", "panda3", "panda4").forEach(name -> fail(name, "panda"));
    fail("bare", "bare"); // comes last, so that the others have been decided by then

    await().until(() -> !believed.isEmpty());
    assertThat(believed).containsExactly("bare");
  }

  @Test
  void twoFailuresAreNeverTheNetwork() {
    rows.pandas(2, "panda", "ready");

    fail("panda1", "panda");
    fail("panda2", "panda");

    await().until(() -> believed.size() == 2);
  }

  @Test
  void aThirdIsNotMoreThanAThird() {
    rows.pandas(9, "panda", "ready");

    List.of("panda1", "panda2", "panda3").forEach(name -> fail(name, "panda"));

    await().until(() -> believed.size() == 3);
  }

  @Test
  void aSingleFailureIsBelievedAfterTheHoldAndNotBefore() {
    rows.pandas(3, "panda", "ready");
    long before = System.nanoTime();

    fail("panda1", "panda");

    await().until(() -> believed.size() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(HOLD);
  }

  @Test
  void aDatabaseThatIsAwayLetsNothingBeBelieved() {
    rows.pandas(3, "panda", "ready");
    database.dataSource().pull();
    int attempts = database.dataSource().attempts();

    fail("panda1", "panda");

    await().until(() -> database.dataSource().attempts() > attempts);
    database.dataSource().plugIn();
    fail("panda2", "panda");
    await().until(() -> !believed.isEmpty());
    assertThat(believed).containsExactly("panda2");
  }

  private void fail(String name, String board) {
    Target target = new Target(1, 1, new Device(name, "", "", "", board, Map.of()), Map.of());
    DeviceView view =
        new DeviceView(
            new MachineRow(1, 1, name, new Snapshot("ready", Map.of()), 1, null, null),
            target,
            OptionalLong.empty(),
            Optional.empty(),
            false,
            OptionalLong.empty(),
            Set.of());
    gate.failed(new Asked(view, 1, Duration.ofMinutes(10)), () -> believed.add(name));
  }
}
