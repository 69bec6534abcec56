package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rsyslog calls on MySQL and MariaDB. */
@Tag("database")
class DeviceLogProcedureTest {

  @TempDir private Path directory;
  private TestDatabase pool;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database has no procedures");
    pool = TestDatabase.in(directory);
    new PoolRows(pool.database()).device("panda-1", "ready");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "panda-2",
        "Panda-1",
        "",
        "a name of more than sixty-four characters: "
            + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
      })
  void aDeviceThatThereIsNotHasNoLog(@Nullable String device) {
    file(device, now().toString(), "init", "hello");

    assertThat(pool.number("select count(*) from device_logs")).isZero();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "1970-01-01 00:00:00",
        "2000-02-29 12:00:00",
        "2099-01-01 00:00:00",
        "2026-02-30 00:00:00"
      })
  void aMomentThatIsNoneOrNotKeptBecomesNow(@Nullable String moment) {
    LocalDateTime before = now();

    file("panda-1", moment, "init", "hello");

    assertThat(pool.moment("select ts from device_logs"))
        .isBetween(before.minusSeconds(2), now().plusSeconds(2));
  }

  @Test
  void momentsThatAreKeptStay() {
    LocalDateTime moment = now().minusDays(3).withNano(250_000_000);

    file("panda-1", moment.toString(), "init", "hello");

    assertThat(pool.moment("select ts from device_logs")).isEqualTo(moment);
  }

  @Test
  void whatIsBeforeTheRetentionIsNow() {
    new LogPartitions(pool.direct()::getConnection).keep(Duration.ofDays(2));
    file("panda-1", now().minusDays(3).toString(), "init", "hello");
    new LogPartitions(pool.direct()::getConnection).keep(Duration.ofDays(14));

    assertThat(pool.moment("select ts from device_logs")).isAfter(now().minusDays(1));
  }

  @Test
  void aLeadingSpaceIsTrimmedAndNoMore() {
    file("panda-1", null, "init", " hello ");
    file("panda-1", null, "init", "  at main()");
    file("panda-1", null, "init", "plain → text");
    file("panda-1", null, "init", null);

    assertThat(
            pool.database()
                .all(row -> row.getString(1), "select message from device_logs order by id"))
        .isEqualTo(List.of("hello ", " at main()", "plain → text", ""));
  }

  @Test
  void aLongSourceIsCut() {
    file("panda-1", null, "x".repeat(100), "hello");
    file("panda-1", null, null, "hello");

    assertThat(
            pool.database()
                .all(row -> row.getString(1), "select source from device_logs order by id"))
        .isEqualTo(List.of("x".repeat(32), ""));
  }

  private void file(
      @Nullable String device,
      @Nullable String moment,
      @Nullable String source,
      @Nullable String message) {
    pool.database()
        .update("call insert_device_log_entry(?, ?, ?, ?)", device, moment, source, message);
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneOffset.UTC);
  }
}
