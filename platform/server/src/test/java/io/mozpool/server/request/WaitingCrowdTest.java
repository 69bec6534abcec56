package io.mozpool.server.request;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.server.RealTime;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.CountingDataSource;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Committers;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.StepMetrics;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Time;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What 1,000 requests that wait for 3,000 devices that are held cost the database. */
@Tag("database")
@Timeout(120)
class WaitingCrowdTest {

  private static final int DEVICES = 3_000;
  private static final int WAITING = 1_000;
  private static final int GROUP = 64;

  /** The beginnings of what is asked about all devices. */
  private static final List<String> ALL_DEVICES =
      List.of("select d.id, d.environment from devices", "select distinct d.environment");

  @TempDir Path directory;
  private final Time time = new ManualTime();
  private final Queue<Long> served = new ConcurrentLinkedQueue<>();
  private ApplicationContext context;
  private TestDatabase database;
  private CountingDataSource counting;
  private PoolRows rows;
  private MachineParts parts;
  private Matcher matcher;
  private List<Long> waiting;

  @BeforeEach
  void open() {
    context = ApplicationContext.run();
    database = TestDatabase.in(directory);
    counting = new CountingDataSource(database.direct());
    rows = new PoolRows(database.database()).catalogue();
    parts = parts(new Database(counting, outage()));
    Blame blame = new Blame(parts.database(), time.clock());
    matcher =
        new Matcher(
            parts,
            context.getBean(Json.class),
            new Refusals(time),
            () -> HeldBack.read(blame, parts.database()),
            this::propose);
    crowd();
  }

  /** Its time stands still, so that nothing that is known gets old. */
  private MachineParts parts(Database counted) {
    StepMetrics metrics = new StepMetrics(new PrometheusRegistry());
    return new MachineParts(
        counted,
        new ImagingServer(1, "here"),
        TestDatabase.LEASES,
        new Committers(
            RealTime.THREADS, database.direct(), outage(), TestDatabase.LEASES, metrics, 1),
        new Journal(RealTime.THREADS, database.database(), time.clock()),
        new Workers(RealTime.THREADS, RealTime.TIME, 4),
        metrics,
        new Changes(),
        time);
  }

  private static Outage outage() {
    return new Outage(RealTime.TIME, RealTime.THREADS, () -> {});
  }

  /** The numbers that the database gives begin with 1: those who hold devices come first. */
  private void crowd() {
    List<SqlStatement> all = new ArrayList<>();
    LongStream.rangeClosed(1, DEVICES).forEach(number -> all.add(device(number)));
    LongStream.rangeClosed(1, DEVICES).forEach(number -> all.add(request("ready")));
    LongStream.rangeClosed(1, DEVICES).forEach(number -> all.add(tie(number)));
    LongStream.rangeClosed(1, WAITING).forEach(number -> all.add(request("finding_device")));
    database.database().together(all);
    waiting = LongStream.rangeClosed(DEVICES + 1, DEVICES + WAITING).boxed().toList();
  }

  private static SqlStatement device(long number) {
    return SqlStatement.of(
        "insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,"
            + " imaging_server_id, environment, state, state_counters)"
            + " values (?, ?, ?, ?, 1, 1, 'none', 'ready', '{}')",
        "d" + number,
        "d" + number + ".fqdn",
        number,
        "%012x".formatted(number));
  }

  private static SqlStatement request(String state) {
    return SqlStatement.of(
        "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
            + " boot_config, environment, state, state_counters)"
            + " values (1, 'any', 'me', ?, 1, '{}', 'any', ?, '{\"finding_device\":5}')",
        PoolRows.in(Duration.ofHours(1)),
        state);
  }

  private static SqlStatement tie(long number) {
    return SqlStatement.of(
        "insert into device_requests (device_id, request_id) values (?, ?)", number, number);
  }

  private CompletableFuture<Outcome> propose(long request, long device) {
    database.database().update("update requests set state = 'pending' where id = ?", request);
    rows.tie(device, request);
    served.add(request);
    return CompletableFuture.completedFuture(
        new Outcome(true, "contact_lifeguard", "device_found"));
  }

  @AfterEach
  void close() {
    parts.workers().close();
    parts.committers().close();
    parts.journal().close();
    database.close();
    context.close();
  }

  @Test
  void aFreedDeviceCostsTheSameHoweverManyWaitAndHoweverManyAreHeld() {
    matcher.look().orTimeout(60, SECONDS).join();

    for (long device = 1; device <= 10; device++) {
      database.database().update("delete from device_requests where device_id = ?", device);
      counting.reset();
      matcher.hearDevice(device);
      matcher.wake().orTimeout(10, SECONDS).join();

      assertThat(counting.statements())
          .as("the device, and whether any image is held back")
          .hasSize(2);
      assertThat(counting.rows()).isEqualTo(1);
    }
    assertThat(served).containsExactlyElementsOf(waiting.subList(0, 10));
  }

  @Test
  void aRequestMoreCostsTheSameHoweverManyWaitAndHoweverManyAreHeld() {
    matcher.look().orTimeout(60, SECONDS).join();

    counting.reset();
    matcher.hearRequest(rows.request("any", "b2g", "finding_device"));
    matcher.wake().orTimeout(10, SECONDS).join();

    assertThat(counting.statements()).as("the request, and nothing else").hasSize(1);
    assertThat(counting.rows()).isEqualTo(1);
  }

  @Test
  void theLookOfEverySecondIsAQuestionAboutAllWhoWaitAndOneAboutAllDevices() {
    matcher.look().orTimeout(60, SECONDS).join();

    counting.reset();
    matcher.look().orTimeout(10, SECONDS).join();

    assertThat(counting.statements()).hasSize(2);
    assertThat(counting.rows()).as("their numbers").isEqualTo(WAITING);
  }

  @Test
  void whoLooksAgainAsksNothingAboutDevices() {
    RequestViews views = new RequestViews(parts.database(), parts.workers());

    counting.reset();
    assertThat(load(views)).allMatch(view -> !view.facts().contains(RequestFact.DEVICE_FREE));

    assertThat(counting.statements()).hasSizeLessThanOrEqualTo(WAITING / GROUP * 2);
    assertThat(aboutAllDevices()).isZero();
  }

  @Test
  void whoLooksForTheLastTimeAsksTogetherWithTheOthers() {
    database
        .database()
        .update(
            "update requests set state_counters = '{\"finding_device\":59}'"
                + " where state = 'finding_device'");
    rows.panda("free", "ready");
    RequestViews views = new RequestViews(parts.database(), parts.workers());

    counting.reset();
    assertThat(load(views)).allMatch(view -> view.facts().contains(RequestFact.DEVICE_FREE));

    assertThat(aboutAllDevices()).isBetween(1L, WAITING / GROUP * 2L);
  }

  private List<RequestView> load(RequestViews views) {
    List<CompletableFuture<Optional<RequestView>>> loading =
        waiting.stream().map(views::load).toList();
    return loading.stream().map(each -> each.orTimeout(60, SECONDS).join().orElseThrow()).toList();
  }

  private long aboutAllDevices() {
    return counting.statements().stream()
        .filter(text -> ALL_DEVICES.stream().anyMatch(text.strip()::startsWith))
        .count();
  }
}
