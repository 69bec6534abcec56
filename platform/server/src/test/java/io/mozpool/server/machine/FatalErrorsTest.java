package io.mozpool.server.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.GroupReader;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.journal.Journal;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Threads;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A core that meets an Error does not go on as if it were at work. */
@Timeout(60)
class FatalErrorsTest {

  @TempDir Path directory;
  private final List<String> halted = new CopyOnWriteArrayList<>();
  private final Threads threads = new Threads(halted::add);
  private final ManualTime time = new ManualTime();
  private final Outage outage = new Outage(time, threads, () -> {});
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Errors as they come, and as the embedded database wraps them. */
  static Stream<Throwable> errors() {
    return Stream.of(
        new OutOfMemoryError("Cannot reserve 1048576 bytes of direct buffer memory"),
        new NoClassDefFoundError("org/h2/mvstore/Chunk"),
        new SQLException("Out of memory.", "90108", 90108, new OutOfMemoryError("heap")),
        new SQLException(
            "General error", "HY000", 50000, new IllegalStateException(new StackOverflowError())));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aCommitterThatMeetsAnErrorEndsTheProcess(Throwable error) {
    Committer committer =
        new Committer(
            threads,
            database.dataSource(),
            outage,
            TestDatabase.LEASES,
            new StepMetrics(new PrometheusRegistry()),
            "committer-1");
    database.dataSource().fail(error);

    committer.submit(
        new Unit(
            0, Optional.empty(), SqlStatement.of("update devices set state = 'x'"), List.of()));

    assertHalted();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aReaderThatMeetsAnErrorEndsTheProcess(Throwable error) {
    Workers workers = new Workers(threads, time, 2);
    GroupReader<Long, Long> reader =
        new GroupReader<>(
            new Database(database.dataSource(), outage),
            workers,
            "select id from devices where id",
            row -> row.getLong(1),
            id -> id);
    database.dataSource().fail(error);

    reader.read(1L);

    assertHalted();
    workers.close();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aJournalThatMeetsAnErrorEndsTheProcess(Throwable error) {
    Journal journal =
        new Journal(threads, new Database(database.dataSource(), outage), time.clock());
    database.dataSource().fail(error);

    journal.add("device", 1, Journal.API, "a line");

    assertHalted();
  }

  private void assertHalted() {
    await().until(() -> !halted.isEmpty());
    assertThat(halted.get(0)).contains("failed: java.lang.");
  }
}
