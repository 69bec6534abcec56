package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import io.mozpool.server.database.Schema.Upgrade;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The logs of MySQL and MariaDB: partitions, the event that keeps them, rsyslog's procedure. */
@Tag("database")
@Timeout(60)
class LogPartitionsTest {

  private static final Duration WEEKS = Duration.ofDays(14);
  private static final LocalDate OLD = LocalDate.of(2020, 2, 29);

  @TempDir private Path directory;
  private HikariDataSource pool;
  private Database database;
  private String scheduler;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database has none");
    pool = TestDatabase.pool(TestStorage.withoutTables(directory));
    database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
    scheduler =
        database.first(row -> row.getString(1), "select @@global.event_scheduler").orElseThrow();
    database.update("set global event_scheduler = off");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      database.update("set global event_scheduler = " + scheduler);
      pool.close();
    }
  }

  @Test
  void aUserWithoutTheRightsIsToldAndKeepsPartitionsAllTheSame() {
    database.update("create user if not exists weak@'%' identified by 'weak'");
    database.update(
        "grant select, insert, update, delete, create, alter, drop, index, references"
            + " on bare.* to weak@'%'");
    String url = pool.getJdbcUrl().replaceAll("(user|password)=\\w+", "$1=weak");
    try (HikariDataSource weak = TestDatabase.pool(url)) {
      Upgrade upgrade = Schema.upgrade(weak);

      assertThat(upgrade.lacking())
          .contains(
              "the database's user lacks the right to make the procedure insert_device_log_entry"
                  + " (CREATE ROUTINE) and the event log_partitions (EVENT); all else works"
                  + " without");
      assertThat(new LogPartitions(weak::getConnection).keep(WEEKS)).hasSize(16);
    } finally {
      database.update("drop user weak@'%'");
    }

    assertThat(Schema.upgrade(pool).lacking()).as("to one who has them").isEmpty();
  }

  @Test
  void aUserWhoMayNotChangeTablesIsToldWhenPartitionsAreDue() {
    Schema.upgrade(pool);
    database.update("create user if not exists weak@'%' identified by 'weak'");
    database.update("grant select, insert, update, delete on bare.* to weak@'%'");
    String url = pool.getJdbcUrl().replaceAll("(user|password)=\\w+", "$1=weak");
    try (HikariDataSource weak = TestDatabase.pool(url)) {
      LogPartitions partitions = new LogPartitions(weak::getConnection);

      assertThatThrownBy(() -> partitions.keep(WEEKS))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("ALTER command denied");

      assertThat(keep()).hasSize(16);
      assertThat(partitions.keep(WEEKS)).isEmpty();
    } finally {
      database.update("drop user weak@'%'");
    }
  }

  @Test
  void thoseOfTodayAndOfTheNextSevenDaysAreMadeOnce() {
    Schema.upgrade(pool);

    assertThat(keep())
        .hasSize(16)
        .contains(
            "device_logs: made partition " + name(today()),
            "request_logs: made partition " + name(today().plusDays(7)));
    assertThat(keep()).isEmpty();
    assertThat(partitions("device_logs"))
        .hasSize(9)
        .startsWith(name(today()), name(today().plusDays(1)))
        .endsWith("later");
  }

  @Test
  void daysThatNobodyHasKeptForAWhileAreCaughtUpWith() {
    Schema.upgrade(pool);
    LocalDate old = today().minusDays(9);
    for (String table : List.of("device_logs", "request_logs")) {
      database.update(
          "alter table %s reorganize partition later into (partition %s values less than ('%s'),"
                  .formatted(table, name(old), old.plusDays(1))
              + " partition later values less than (maxvalue))");
    }
    line(today().minusDays(5), "in later");

    assertThat(keep()).hasSize(16);

    assertThat(partitions("device_logs")).hasSize(10);
    assertThat(lines()).containsExactly("in later");
  }

  @Test
  void thoseWhoseLastLineIsTooOldGoWithTheirLines() {
    withOldPartition();
    line(today(), "young");

    assertThat(keep()).containsExactly("device_logs: dropped partition " + name(OLD));

    assertThat(lines()).containsExactly("young");
  }

  @Test
  void theRetentionCounts() {
    withOldPartition();
    line(today(), "young");

    assertThat(new LogPartitions(pool::getConnection).keep(Duration.ofDays(36_500))).isEmpty();

    assertThat(lines()).containsExactly("old", "young");
  }

  @Test
  void theDatabasesEventDoesTheSame() {
    withOldPartition();
    String made = name(today().plusDays(7));
    for (String table : List.of("device_logs", "request_logs")) {
      database.update("alter table %s drop partition %s".formatted(table, made));
    }
    database.update("set global event_scheduler = on");

    database.update("alter event log_partitions on schedule every 1 second");

    await()
        .until(
            () ->
                partitions("device_logs").contains(made)
                    && partitions("request_logs").contains(made)
                    && !partitions("device_logs").contains(name(OLD)));
    assertThat(keep()).isEmpty();
  }

  @Test
  void whoComesSecondFindsNothingToDo() {
    Schema.upgrade(pool);

    List<String> done =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::keep)).limit(4).toList().stream()
            .flatMap(kept -> kept.join().stream())
            .toList();

    assertThat(done).hasSize(16).doesNotHaveDuplicates();
    assertThat(keep()).isEmpty();
  }

  @Test
  void theTablesOfAnOlderVersionAreUpgradedWithTheirLines() {
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration/common")
        .target("1")
        .load()
        .migrate();
    line(today().minusDays(400), "old");
    line(today(), "young");

    Upgrade upgrade = Schema.upgrade(pool);

    assertThat(upgrade.from()).isPresent();
    assertThat(keep()).hasSize(16);
    line(today(), "→ new");
    assertThat(lines()).containsExactly("old", "young", "→ new");
  }

  @Test
  void aLineBeyondAllPartitionsIsStored() {
    Schema.upgrade(pool);
    keep();

    line(today().plusDays(4000), "far away");

    assertThat(lines()).containsExactly("far away");
  }

  private List<String> keep() {
    return new LogPartitions(pool::getConnection).keep(WEEKS);
  }

  /** All partitions there should be, and one of long ago with a line in it. */
  private void withOldPartition() {
    Schema.upgrade(pool);
    keep();
    database.update(
        "alter table device_logs reorganize partition %1$s into (partition %2$s values less than"
                .formatted(name(today()), name(OLD))
            + " ('%s'), partition %s values less than ('%s'))"
                .formatted(OLD.plusDays(1), name(today()), today().plusDays(1)));
    line(OLD, "old");
  }

  private void line(LocalDate day, String message) {
    database.update(
        "insert into device_logs (device_id, ts, source, message) values (1, ?, 'test', ?)",
        day + " 00:00:00",
        message);
  }

  private List<String> lines() {
    return database.all(row -> row.getString(1), "select message from device_logs order by ts, id");
  }

  private List<String> partitions(String table) {
    return database.all(
        row -> row.getString(1),
        "select partition_name from information_schema.partitions where table_name = ?"
            + " and table_schema = database() order by partition_ordinal_position",
        table);
  }

  private static String name(LocalDate day) {
    return "p" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
