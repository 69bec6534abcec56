package io.mozpool.server.machine;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.mozpool.server.RealTime;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.journal.Journal;
import io.mozpool.time.Time;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Toys in a database, with all that their machine needs. */
final class ToyBox implements AutoCloseable {

  final TestDatabase database;
  final PoolRows rows;
  final MachineParts parts;
  final Toy toy;
  final Machine<MachineRow, Toy.Fact, Toy.Write, Toy.Effect> machine;

  ToyBox(Path directory) {
    this(directory, RealTime.TIME);
  }

  /**
   * @param time by which machines are due; threads and timers keep the real one
   */
  ToyBox(Path directory, Time time) {
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database());
    parts =
        new MachineParts(
            database.database(),
            new ImagingServer(1, "here"),
            TestDatabase.LEASES,
            new Committers(
                RealTime.THREADS,
                database.dataSource(),
                new Outage(RealTime.TIME, RealTime.THREADS, () -> {}),
                TestDatabase.LEASES,
                new StepMetrics(new PrometheusRegistry()),
                2),
            new Journal(RealTime.THREADS, database.database(), time.clock()),
            new Workers(RealTime.THREADS, RealTime.TIME, 8),
            new StepMetrics(new PrometheusRegistry()),
            new Changes(),
            time);
    toy = new Toy(database.database());
    machine = new Machine<>(Toy.lifecycle(), toy, parts);
  }

  Outcome tell(long id, String event) {
    return outcome(machine.event(id, event, new Arguments(Map.of("comment", "wound up"))));
  }

  static Outcome outcome(CompletableFuture<Outcome> future) {
    return future.orTimeout(20, SECONDS).join();
  }

  String state(long id) {
    return database.text("select state from devices where id = ?", id);
  }

  long revision(long id) {
    return database.number("select state_revision from devices where id = ?", id);
  }

  /** All of a toy's row that a step changes. */
  String row(long id) {
    return database.text(
        "select concat_ws('|', state, state_counters, state_timeout, state_since, state_revision,"
            + " comments, serial) from devices where id = ?",
        id);
  }

  void due(long id, Duration fromNow) {
    rows.set(id, "state_timeout = ?", PoolRows.in(fromNow));
  }

  List<String> log(long id) {
    return database
        .database()
        .all(
            row -> row.getString(1),
            "select message from device_logs where device_id = ? order by id",
            id);
  }

  @Override
  public void close() {
    parts.workers().close();
    parts.committers().close();
    parts.journal().close();
    database.close();
  }
}
