package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.host.ConfigurationException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.LogCapture;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
@Timeout(60)
class InventoryJobTest {

  private static final String READ = "inventory scripted";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "inventory-interval, PT-1S",
    "inventory-interval, often",
    "ignore-imaging-servers, (stage",
  })
  void settingsThatAreNoneStopTheStart(String key, String value) {
    assertThatThrownBy(() -> TestServer.prepare(directory, Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool." + key);
  }

  @Test
  void anInventoryThatIsAwayIsReadAgainAndSaidToBeOnce() {
    try (LogCapture log = new LogCapture();
        TestServer server = prepare("20ms")) {
      server.hardware().fail(READ, Reason.UNREACHABLE);
      server.hardware().inventory("scripted", record(1, "one"));
      server.open();
      await().until(() -> server.hardware().count(READ) >= 5);
      assertThat(server.get("/health").text("details.pool.status")).isEqualTo("DEGRADED");

      server.hardware().heal(READ);

      await().until(() -> names(server).equals(List.of("one")));
      assertThat(errors(log)).hasSize(1);
    }
  }

  @Test
  void whatIsTooMuchIsLeftToAPersonAndSaidOncePerPlan() {
    try (LogCapture log = new LogCapture();
        TestServer server = prepare("20ms")) {
      server.hardware().inventory("scripted", records(1, 10));
      server.open();
      await().until(() -> names(server).size() == 10);

      server.hardware().inventory("scripted", records(11, 20));
      await().until(() -> errors(log).size() == 1);
      awaitThreeMore(server);
      server.hardware().inventory("scripted", records(12, 21));
      await().until(() -> errors(log).size() == 2);
      awaitThreeMore(server);

      assertThat(errors(log)).hasSize(2).allMatch(error -> error.contains("20 changes"));
      assertThat(names(server)).hasSize(10);
      assertThat(server.get("/health").text("details.pool.details.inventory"))
          .contains("20 changes");
    }
  }

  @Test
  void aNoteIsSaidOnceUntilItWasGone() {
    try (LogCapture log = new LogCapture();
        TestServer server = prepare("20ms")) {
      server.hardware().inventory("scripted", record(1, "one"));
      server.hardware().notes("scripted", notes -> notes.note("two is skipped"));
      server.open();
      await().until(() -> warnings(log).size() == 1);
      awaitThreeMore(server);
      assertThat(warnings(log)).hasSize(1);

      server.hardware().notes("scripted", notes -> {});
      awaitThreeMore(server);
      server.hardware().notes("scripted", notes -> notes.note("two is skipped"));

      await().until(() -> warnings(log).size() == 2);
    }
  }

  @Test
  void anIntervalOfNothingMeansOnceAtTheStart() {
    try (TestServer server = prepare("0s")) {
      server.hardware().inventory("scripted", record(1, "one"));
      server.open();

      await().until(() -> names(server).equals(List.of("one")));
    }
  }

  @Test
  void aServerThatClosesEndsTheReading() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (TestServer server = prepare("1h")) {
      server
          .hardware()
          .on(
              READ,
              deadline -> {
                reading.countDown();
                try {
                  new CountDownLatch(1).await();
                  return true;
                } finally {
                  ended.countDown();
                }
              });
      server.open();
      reading.await();
    }
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void whereNoInventoryIsConfiguredThereIsNothingToSync() {
    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.post("/api/admin/inventory-sync/").text("detail"))
          .contains("mozpool.inventory");
      assertThat(server.hardware().count(READ)).isZero();
    }
  }

  private TestServer prepare(String interval) {
    return TestServer.prepare(
        directory, Map.of("inventory", List.of("scripted"), "inventory-interval", interval));
  }

  private static void awaitThreeMore(TestServer server) {
    long before = server.hardware().count(READ);
    await().until(() -> server.hardware().count(READ) >= before + 3);
  }

  private static InventoryRecord[] records(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> record(id, "d" + id))
        .toArray(InventoryRecord[]::new);
  }

  private static List<String> errors(LogCapture log) {
    return log.messages(Level.ERROR).stream()
        .filter(message -> message.startsWith("InventoryJob"))
        .toList();
  }

  private static List<String> warnings(LogCapture log) {
    return log.messages(Level.WARN).stream().filter(line -> line.contains("skipped")).toList();
  }

  private static List<String> names(TestServer server) {
    return server.database().all(row -> row.getString(1), "select name from devices");
  }
}
