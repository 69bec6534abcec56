package io.mozpool.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mozpool.host.ConfigurationException;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.LogPartitions;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.database.TestStorage;
import io.mozpool.server.journal.Journal;
import io.mozpool.time.ManualTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@Timeout(60)
class RetentionTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private final ManualTime time = new ManualTime();
  private final Clock clock = time.clock();

  @TempDir Path directory;
  private TestDatabase pool;
  private Database database;
  private PoolRows rows;
  private Retention retention;

  @BeforeEach
  void open() {
    pool = TestDatabase.in(directory);
    database = pool.database();
    rows = new PoolRows(database).catalogue();
    retention =
        new Retention(
            database,
            new LogPartitions(pool.direct()::getConnection),
            new ImagingServer(1, "here"),
            RealTime.THREADS,
            time,
            WEEK.multipliedBy(2),
            WEEK,
            new Changes());
  }

  @AfterEach
  void close() {
    retention.close();
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-retention", "request-retention"})
  void aTimeThatIsNoneStopsTheStart(String key) {
    assertThatThrownBy(() -> TestServer.prepare(directory.resolve("other"), Map.of(key, "0s")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool." + key);
  }

  @Test
  void oldLinesOfAllLogsGo() throws InterruptedException {
    assumeTrue(TestStorage.isEmbedded(), "elsewhere logs have partitions");
    for (String word : List.of("device", "request")) {
      lines(word, 7, "old", 1_234);
    }
    time.step(WEEK);
    for (String word : List.of("device", "request")) {
      lines(word, 7, "young", 3);
    }
    time.step(WEEK);
    retention.expire();
    assertThat(count("device_logs where message = 'old'")).isEqualTo(1_234);

    time.step(Duration.ofSeconds(1));
    retention.expire();

    for (String word : List.of("device", "request")) {
      assertThat(count(word + "_logs where message = 'old'")).isZero();
      assertThat(count(word + "_logs where message = 'young'")).isEqualTo(3);
    }
  }

  @Test
  void aLineOfTheFutureKeepsNoOldOnes() throws InterruptedException {
    assumeTrue(TestStorage.isEmbedded(), "elsewhere logs have partitions");
    time.step(WEEK.multipliedBy(9));
    lines("device", 7, "future", 1);
    time.step(WEEK.multipliedBy(-9));
    lines("device", 7, "old", 1_000);
    time.step(WEEK.multipliedBy(3));

    retention.expire();

    assertThat(count("device_logs")).isEqualTo(1);
  }

  @Test
  void whatEndedLongAgoGoesWithAllThatBelongsToIt() throws InterruptedException {
    long device = rows.device("a", "ready");
    long gone = request("closed", 1);
    long kept = request("closed", 1);
    set(kept, "state_since", WEEK);
    for (long request : List.of(gone, kept)) {
      lines("request", request, "line", 2);
      database.update(
          "insert into request_failures (request_id, device_id) values (?, ?)", request, device);
    }
    time.step(Duration.ofSeconds(1));
    time.step(WEEK);

    retention.expire();

    assertThat(database.all(row -> row.getLong(1), "select id from requests"))
        .containsExactly(kept);
    assertThat(count("request_failures")).isEqualTo(1);
    assertThat(count("request_logs where request_id = " + kept)).isEqualTo(2);
    assertThat(count("request_logs")).isEqualTo(2);
  }

  @Test
  void manyRequestsGo() throws InterruptedException {
    for (int i = 0; i < 120; i++) {
      request(i % 2 == 0 ? "closed" : "failed_device_not_found", 1);
    }
    time.step(WEEK.multipliedBy(2));

    retention.expire();

    assertThat(count("requests")).isZero();
  }

  @Test
  void othersRequestsAndOpenOnesStay() throws InterruptedException {
    request("closed", 2);
    request("ready", 1);
    request("finding_device", 1);
    request("expired", 1);
    request("failedly", 1);
    time.step(WEEK.multipliedBy(9));

    retention.expire();

    assertThat(count("requests")).isEqualTo(5);
  }

  @Test
  void aRequestThatHoldsADeviceStaysAsItIs() throws InterruptedException {
    long request = request("closed", 1);
    rows.tie(rows.device("a", "ready"), request);
    lines("request", request, "line", 1);
    time.step(Duration.ofDays(10));

    retention.expire();

    assertThat(count("requests")).isEqualTo(1);
    assertThat(count("device_requests")).isEqualTo(1);
    assertThat(count("request_logs")).isEqualTo(1);
  }

  private long request(String state, long server) {
    long request = rows.request("any", "b2g", state);
    database.update("update requests set imaging_server_id = ? where id = ?", server, request);
    set(request, "state_since", Duration.ZERO);
    return request;
  }

  private void set(long request, String column, Duration fromNow) {
    database.update(
        "update requests set " + column + " = ? where id = ?",
        Moments.text(Moments.now(clock).plus(fromNow)),
        request);
  }

  private void lines(String word, long id, String message, int count) {
    LocalDateTime now = Moments.now(clock);
    database.together(Collections.nCopies(count, Journal.line(word, id, now, "test", message)));
  }

  private long count(String table) {
    return pool.number("select count(*) from " + table);
  }
}
