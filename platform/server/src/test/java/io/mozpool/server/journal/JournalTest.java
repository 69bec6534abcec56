package io.mozpool.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.RealTime;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.PluggedDataSource;
import io.mozpool.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class JournalTest {

  @TempDir Path directory;
  private TestDatabase database;
  private PluggedDataSource plug;
  private Journal journal;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    plug = database.dataSource();
    journal = new Journal(RealTime.THREADS, database.database(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    plug.plugIn();
    journal.close();
    database.close();
  }

  @Test
  void aDatabaseThatIsAwayForAWhileCostsNoLine() {
    journal.add("device", 1, "test", "before");
    await().until(() -> lines().size() == 1);
    plug.pull();
    int attempts = plug.attempts();
    IntStream.range(0, 700).forEach(i -> journal.add("device", 1, "test", "during " + i));
    await().until(() -> plug.attempts() >= attempts + 2);

    plug.plugIn();

    await().until(() -> lines().size() == 701);
    assertThat(lines())
        .startsWith("before", "during 0", "during 1")
        .endsWith("during 698", "during 699");
    assertThat(journal.dropped()).isZero();
  }

  @Test
  void aConnectionThatBreaksCostsNoLine() {
    journal.add("device", 1, "test", "one");
    await().until(() -> lines().size() == 1);
    plug.breakConnections();

    journal.add("device", 1, "test", "two");

    await().until(() -> lines().equals(List.of("one", "two")));
  }

  @Test
  void linesBeyondWhatItHoldsAreDroppedAndCountedAndNobodyWaits() {
    plug.pull();
    int added = 51_000;
    IntStream.range(0, added).forEach(i -> journal.add("device", 1, "test", "line " + i));

    assertThat(journal.dropped()).isBetween(1L, 1_000L);
    plug.plugIn();

    await().until(() -> count() + journal.dropped() == added);
    assertThat(lines()).startsWith("line 0", "line 1", "line 2");
  }

  @Test
  void aLineThatTheDatabaseCannotHoldIsDroppedAndTheNextAreStored() {
    journal.add("device", 1, "a source of far more than thirty-two characters", "bad");
    await().until(() -> journal.dropped() == 1);

    journal.add("device", 1, "test", "good");

    await().until(() -> lines().equals(List.of("good")));
  }

  /** All of them in one batch, as they come within the time in which lines are gathered. */
  @Test
  void aLineThatTheDatabaseRefusesCostsNoOther() {
    for (int i = 0; i < 300; i++) {
      boolean bad = i == 0 || i == 77 || i == 299;
      journal.add(
          "device", 1, bad ? "a source of more than thirty-two characters" : "test", "" + i);
    }

    await().until(() -> count() == 297);
    assertThat(lines())
        .isEqualTo(
            IntStream.range(0, 300)
                .filter(i -> i != 0 && i != 77 && i != 299)
                .mapToObj(String::valueOf)
                .toList());
    assertThat(journal.dropped()).isEqualTo(3);
  }

  @Test
  void aDatabaseThatIsAwayAtTheEndHoldsNothingUp() {
    plug.pull();
    IntStream.range(0, 2_000).forEach(i -> journal.add("device", 1, "test", "line " + i));
    int attempts = plug.attempts();

    journal.close();

    assertThat(journal.dropped()).isEqualTo(2_000);
    assertThat(plug.attempts() - attempts).isLessThanOrEqualTo(2);
  }

  @Test
  void linesOfDevicesAndRequestsAreStoredInTheirOrder() {
    for (int i = 0; i < 50; i++) {
      journal.add("device", i % 3, "test", "device " + i);
      journal.add("request", i % 3, "test", "request " + i);
    }

    await().until(() -> count() == 50);
    assertThat(lines()).isEqualTo(IntStream.range(0, 50).mapToObj(i -> "device " + i).toList());
    await().until(() -> database.number("select count(*) from request_logs") == 50);
  }

  @Test
  void closingStoresWhatWaits() {
    IntStream.range(0, 3_000).forEach(i -> journal.add("device", 1, "test", "line " + i));

    journal.close();

    assertThat(lines()).isEqualTo(IntStream.range(0, 3_000).mapToObj(i -> "line " + i).toList());
  }

  private long count() {
    return database.number("select count(*) from device_logs");
  }

  private List<String> lines() {
    return new Database(database.direct(), new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))
        .all(row -> row.getString(1), "select message from device_logs order by ts, id");
  }
}
