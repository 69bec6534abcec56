package io.mozpool.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.database.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class LogsTest {

  private static final LocalDateTime NOW = LocalDateTime.of(2026, 5, 1, 12, 0);

  @TempDir static Path directory;
  private static TestDatabase database;
  private static Logs logs;

  @BeforeAll
  static void open() {
    database = TestDatabase.in(directory);
    logs =
        new Logs(
            database.database(),
            Clock.fixed(Instant.from(NOW.atOffset(ZoneOffset.UTC)), ZoneOffset.UTC));
    line("new", NOW.minusSeconds(1));
    line("old", NOW.minusDays(400));
    line("same moment, first", NOW.minusSeconds(60).plusNanos(1_000));
    line("same moment, second", NOW.minusSeconds(60).plusNanos(1_000));
    database
        .database()
        .update(
            "insert into request_logs (request_id, ts, source, message)"
                + " values (7, '2026-05-01 11:00:00', 'webapp', 'of a request')");
  }

  private static void line(String message, LocalDateTime moment) {
    var statement = Journal.line("device", 7, moment, "test", message);
    database.database().update(statement.text(), statement.parameters().toArray());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void nobodyElsesLinesAreShown() {
    assertThat(lines("device", 8, 0, 0)).isEmpty();
    assertThat(logs.recent("device", 8)).isEmpty();
    assertThat(messages("request", 0, 0)).containsExactly("of a request");
  }

  @Test
  void linesComeInTheOrderOfTheirMomentsAndOfWriting() {
    assertThat(messages("device", 0, 0))
        .containsExactly("old", "same moment, first", "same moment, second", "new");
  }

  @Test
  void aLimitLeavesTheNewest() {
    assertThat(messages("device", 0, 2)).containsExactly("same moment, second", "new");
    assertThat(messages("device", 0, 99)).hasSize(4);
  }

  @Test
  void aLogIsReadPieceByPiece() {
    List<LogLine> all = lines("device", 7, 0, 0);
    LogPlace place = logs.start("device", 7, 0, 0);

    for (LogLine line : all) {
      assertThat(logs.behind(place, 1)).containsExactly(line);
      place = place.of(line);
    }
    assertThat(logs.behind(place, 1)).isEmpty();
    assertThat(logs.recent("device", 7)).isEqualTo(all);
  }

  @Test
  void aTimePeriodLeavesTheYounger() {
    assertThat(messages("device", 10, 0)).containsExactly("new");
    assertThat(messages("device", 60, 0)).hasSize(3);
  }

  @Test
  void bothCombine() {
    assertThat(messages("device", 60, 1)).containsExactly("new");
    assertThat(messages("device", 1, 99)).containsExactly("new");
  }

  @Test
  void momentsAreShownWithMicrosecondsAndNoZone() {
    LogLine line = lines("device", 7, 10, 0).get(0);

    assertThat(line.timestamp()).isEqualTo("2026-05-01T11:59:59.000000");
    assertThat(line.source()).isEqualTo("test");
    assertThat(lines("device", 7, 60, 3).get(0).timestamp())
        .isEqualTo("2026-05-01T11:59:00.000001");
  }

  private static List<String> messages(String word, long seconds, long limit) {
    return lines(word, 7, seconds, limit).stream().map(LogLine::message).toList();
  }

  private static List<LogLine> lines(String word, long machine, long seconds, long limit) {
    return logs.behind(logs.start(word, machine, seconds, limit), 100);
  }
}
