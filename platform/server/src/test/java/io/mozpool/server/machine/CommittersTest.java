package io.mozpool.server.machine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.server.RealTime;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class CommittersTest {

  @TempDir Path directory;
  private TestDatabase database;
  private PoolRows rows;
  private Committers committers;
  private Connection lock;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database());
    committers =
        new Committers(
            RealTime.THREADS,
            database.dataSource(),
            new Outage(RealTime.TIME, RealTime.THREADS, () -> {}),
            TestDatabase.LEASES,
            new StepMetrics(new PrometheusRegistry()),
            2);
    lock = database.direct().getConnection();
    lock.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    lock.close();
    committers.close();
    database.close();
  }

  @Test
  void aUnitWhoseClaimChangesNoRowStoresNothingElse() throws Exception {
    long device = rows.device("one", "ready");

    Fate fate = await(unit(device, 7, line(device, "never")));

    assertThat(fate).isEqualTo(Fate.OUTDATED);
    assertThat(lines()).isEmpty();
  }

  @Test
  void ofTwoUnitsWithOneRevisionExactlyOneIsStored() throws Exception {
    long device = rows.device("one", "ready");

    List<CompletableFuture<Fate>> both =
        List.of(
            committers.submit(unit(device, 0, line(device, "first"))),
            committers.submit(unit(device, 0, line(device, "second"))));

    assertThat(both.get(0).get(10, SECONDS)).isEqualTo(Fate.STORED);
    assertThat(both.get(1).get(10, SECONDS)).isEqualTo(Fate.OUTDATED);
    assertThat(lines()).containsExactly("first");
  }

  @Test
  void ofTwoUnitsWithOneRevisionInOneGroupExactlyOneIsStored() throws Exception {
    long blocker = rows.device("blocker", "ready");
    long device = rows.device("one", "ready");
    block(blocker);
    CompletableFuture<Fate> first = committers.submit(unitOfShard(0, blocker, 0));

    List<CompletableFuture<Fate>> group = new ArrayList<>();
    for (String name : List.of("first", "second", "third")) {
      group.add(
          committers.submit(
              new Unit(0, Optional.empty(), claim(device, 0), List.of(line(device, name)))));
    }
    lock.rollback();

    assertThat(first.get(10, SECONDS)).isEqualTo(Fate.STORED);
    assertThat(answers(group)).containsExactly(Fate.STORED, Fate.OUTDATED, Fate.OUTDATED);
    assertThat(lines()).containsExactly("first");
  }

  @Test
  void aDuplicateKeyFailsOnlyTheUnitThatBringsIt() throws Exception {
    long blocker = rows.device("blocker", "ready");
    List<Long> devices =
        IntStream.range(0, 20).mapToObj(i -> rows.device("d" + i, "ready")).toList();
    rows.catalogue();
    long request = rows.request("any", "b2g", "finding_device");
    block(blocker);
    CompletableFuture<Fate> first = committers.submit(unitOfShard(0, blocker, 0));

    List<CompletableFuture<Fate>> group = new ArrayList<>();
    for (long device : devices) {
      boolean tied = device == devices.get(3) || device == devices.get(12);
      SqlStatement tie =
          SqlStatement.of(
              "insert into device_requests (device_id, request_id) values (?, ?)", device, request);
      group.add(
          committers.submit(
              new Unit(
                  0,
                  Optional.empty(),
                  claim(device, 0),
                  tied ? List.of(line(device, "tied"), tie) : List.of(line(device, "free")))));
    }
    lock.rollback();
    assertThat(first.get(10, SECONDS)).isEqualTo(Fate.STORED);

    List<Fate> answers = answers(group);
    assertThat(answers.get(3)).isEqualTo(Fate.STORED);
    assertThat(answers.get(12)).isEqualTo(Fate.OUTDATED);
    assertThat(answers).filteredOn(Fate.OUTDATED::equals).hasSize(1);
    assertThat(revision(devices.get(12))).isZero();
    assertThat(lines()).hasSize(19).containsOnlyOnce("tied");
    assertThat(database.number("select device_id from device_requests")).isEqualTo(devices.get(3));
  }

  @Test
  void writesOfAUnitAreMadeInTheirOrder() throws Exception {
    long device = rows.device("one", "ready");

    await(
        unit(
            device,
            0,
            SqlStatement.of("update devices set comments = ? where id = ?", "first", device),
            SqlStatement.of(
                "update devices set comments = concat(comments, ' second') where id = ?", device),
            SqlStatement.of(
                "insert into device_logs (device_id, ts, source, message) select id, '2026-01-01"
                    + " 00:00:00', 'test', comments from devices where id = ?",
                device),
            SqlStatement.of("update devices set comments = ? where id = ?", "last", device)));

    assertThat(lines()).containsExactly("first second");
    assertThat(database.text("select comments from devices")).isEqualTo("last");
  }

  @Test
  void everyUnitOfALargeGroupHearsOfItsOwnRow() throws Exception {
    List<Long> devices =
        IntStream.range(0, 300).mapToObj(i -> rows.device("d" + i, "ready")).toList();
    block(devices.get(0));
    CompletableFuture<Fate> first = committers.submit(unitOfShard(0, devices.get(0), 0));

    List<CompletableFuture<Fate>> group =
        devices.subList(1, 300).stream()
            .map(
                device ->
                    committers.submit(
                        new Unit(
                            0,
                            Optional.empty(),
                            claim(device, device % 3 == 0 ? 5 : 0),
                            List.of(line(device, "d" + device)))))
            .toList();
    lock.rollback();
    assertThat(first.get(10, SECONDS)).isEqualTo(Fate.STORED);

    List<Fate> expected =
        devices.subList(1, 300).stream()
            .map(device -> device % 3 != 0 ? Fate.STORED : Fate.OUTDATED)
            .toList();
    assertThat(answers(group)).isEqualTo(expected);
    assertThat(lines())
        .containsExactlyInAnyOrderElementsOf(
            devices.subList(1, 300).stream()
                .filter(device -> device % 3 != 0)
                .map(device -> "d" + device)
                .toList());
  }

  @Test
  void aDatabaseThatIsAwayFailsTheUnitAndTheNextOneIsStored() throws Exception {
    long device = rows.device("one", "ready");
    assertThat(await(unit(device, 0))).isEqualTo(Fate.STORED);
    database.dataSource().pull();

    CompletableFuture<Fate> lost = committers.submit(unit(device, 1, line(device, "lost")));
    assertThatThrownBy(() -> lost.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DatabaseException.class);

    database.dataSource().plugIn();
    assertThat(await(unit(device, 1, line(device, "kept")))).isEqualTo(Fate.STORED);
    assertThat(lines()).containsExactly("kept");
  }

  @Test
  void aConnectionThatBrokeIsReplaced() throws Exception {
    long device = rows.device("one", "ready");
    assertThat(await(unit(device, 0))).isEqualTo(Fate.STORED);
    database.dataSource().breakConnections();

    CompletableFuture<Fate> lost = committers.submit(unit(device, 1));
    assertThatThrownBy(() -> lost.get(10, SECONDS)).hasCauseInstanceOf(DatabaseException.class);

    assertThat(await(unit(device, 1))).isEqualTo(Fate.STORED);
    assertThat(revision(device)).isEqualTo(2);
  }

  @Test
  void aStatementThatTheDatabaseRefusesFailsItsUnitAlone() throws Exception {
    long blocker = rows.device("blocker", "ready");
    long bad = rows.device("bad", "ready");
    long good = rows.device("good", "ready");
    block(blocker);
    List<CompletableFuture<Fate>> group = new ArrayList<>();
    group.add(committers.submit(unitOfShard(0, blocker, 0)));
    SqlStatement refused = SqlStatement.of("insert into nowhere values (1)");
    CompletableFuture<Fate> failing =
        committers.submit(
            new Unit(0, Optional.empty(), claim(bad, 0), List.of(line(bad, "bad"), refused)));
    group.add(
        committers.submit(
            new Unit(0, Optional.empty(), claim(good, 0), List.of(line(good, "good")))));
    lock.rollback();

    assertThat(answers(group)).containsExactly(Fate.STORED, Fate.STORED);
    assertThatThrownBy(() -> failing.get(10, SECONDS)).hasCauseInstanceOf(DatabaseException.class);
    assertThat(revision(bad)).isZero();
    assertThat(lines()).containsExactly("good");
  }

  @Test
  void closingStoresWhatWaits() throws Exception {
    List<Long> devices =
        IntStream.range(0, 600).mapToObj(i -> rows.device("d" + i, "ready")).toList();

    List<CompletableFuture<Fate>> waiting =
        devices.stream().map(device -> committers.submit(unit(device, 0))).toList();
    committers.close();

    assertThat(waiting).allMatch(CompletableFuture::isDone);
    assertThat(answers(waiting)).containsOnly(Fate.STORED);
    assertThat(database.number("select count(*) from devices where state_revision = 1"))
        .isEqualTo(600);
  }

  private Fate await(Unit unit) throws Exception {
    return committers.submit(unit).get(10, SECONDS);
  }

  private static List<Fate> answers(List<CompletableFuture<Fate>> futures) {
    return futures.stream().map(future -> future.orTimeout(20, SECONDS).join()).toList();
  }

  /** Holds the device's row, so that its committer waits while a group gathers behind it. */
  private void block(long device) throws SQLException {
    lock.prepareStatement("update devices set comments = 'x' where id = " + device).execute();
  }

  private static Unit unit(long device, long revision, SqlStatement... writes) {
    return new Unit(device, Optional.empty(), claim(device, revision), List.of(writes));
  }

  private static Unit unitOfShard(long shard, long device, long revision) {
    return new Unit(shard, Optional.empty(), claim(device, revision), List.of());
  }

  private static SqlStatement claim(long device, long revision) {
    return SqlStatement.of(
        "update devices set state_revision = state_revision + 1"
            + " where id = ? and state_revision = ?",
        device,
        revision);
  }

  private static SqlStatement line(long device, String message) {
    return SqlStatement.of(
        "insert into device_logs (device_id, ts, source, message)"
            + " values (?, '2026-01-01 00:00:00', 'test', ?)",
        device,
        message);
  }

  private List<String> lines() {
    return database
        .database()
        .all(row -> row.getString(1), "select message from device_logs order by id");
  }

  private long revision(long device) {
    return database.number("select state_revision from devices where id = ?", device);
  }
}
