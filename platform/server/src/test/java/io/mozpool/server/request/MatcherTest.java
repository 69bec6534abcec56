package io.mozpool.server.request;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.mozpool.server.RealTime;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Committers;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.StepMetrics;
import io.mozpool.server.machine.Workers;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(30)
class MatcherTest {

  private static final Outcome TAKEN = new Outcome(true, "contact_lifeguard", "device_found");
  private static final Outcome LOST = new Outcome(false, "finding_device", "came too late");

  @TempDir Path directory;
  private final BlockingQueue<String> proposed = new LinkedBlockingQueue<>();
  private final Refusals refusals = new Refusals(RealTime.TIME);
  private volatile BiFunction<Long, Long, Outcome> answers = (request, device) -> TAKEN;
  private ApplicationContext context;
  private TestDatabase database;
  private PoolRows rows;
  private MachineParts parts;
  private Matcher matcher;

  @BeforeEach
  void open() {
    context = ApplicationContext.run();
    database = TestDatabase.in(directory);
    rows = new PoolRows(database.database()).catalogue();
    Clock clock = Clock.systemUTC();
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
                1),
            new Journal(RealTime.THREADS, database.database(), clock),
            new Workers(RealTime.THREADS, RealTime.TIME, 4),
            new StepMetrics(new PrometheusRegistry()),
            new Changes(),
            RealTime.TIME);
    Json json = context.getBean(Json.class);
    Blame blame = new Blame(database.database(), clock);
    matcher =
        new Matcher(
            parts, json, refusals, () -> HeldBack.read(blame, database.database()), this::propose);
  }

  private CompletableFuture<Outcome> propose(long request, long device) {
    Outcome answer = answers.apply(request, device);
    if (answer.accepted()) {
      database.database().update("update requests set state = 'pending' where id = ?", request);
      rows.tie(device, request);
    }
    proposed.add(request + " gets " + name(device));
    return CompletableFuture.completedFuture(answer);
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
  void withoutADeviceThatIsFreeNothingIsProposed() {
    long taken = rows.panda("taken", "ready");
    rows.tie(taken, rows.request("any", "b2g", "ready"));
    rows.panda("busy", "pxe_booting");
    rows.request("any", "b2g", "finding_device");

    assertThat(matched()).isEmpty();
  }

  @Test
  void aRequestThatHasADeviceOrIsOverOrIsElsewhereGetsNone() {
    rows.pandas(5, "panda", "ready");
    List.of("new", "pending", "ready", "closed", "failed_bad_device")
        .forEach(state -> rows.request("any", "b2g", state));
    long far = rows.request("any", "b2g", "finding_device");
    database.database().update("update requests set imaging_server_id = 2 where id = ?", far);

    assertThat(matched()).isEmpty();
  }

  @Test
  void namedDevicesComeFirstThenAnyEachOldestFirst() {
    rows.panda("one", "ready");
    rows.panda("two", "ready");
    long oldAny = rows.request("any", "b2g", "finding_device");
    long youngAny = rows.request("any", "b2g", "finding_device");
    long oldNamed = rows.request("two", "b2g", "finding_device");
    rows.request("two", "b2g", "finding_device");

    assertThat(matched()).containsExactly(oldNamed + " gets two", oldAny + " gets one");
    assertThat(database.text("select state from requests where id = ?", youngAny))
        .isEqualTo("finding_device");
  }

  @Test
  void aDeviceThatHoldsTheReusableImageIsPreferred() {
    rows.pandas(20, "plain", "ready");
    long other = rows.panda("other", "ready");
    rows.set(other, "image_id = 2, boot_config = '{\"a\": 1}'");
    long holder = rows.panda("holder", "ready");
    rows.set(holder, "image_id = 2, boot_config = ' { } '");
    long request = rows.request("any", "android", "finding_device");

    assertThat(matched()).containsExactly(request + " gets holder");
  }

  @Test
  void anImageThatCannotBeReusedIsNotLookedFor() {
    for (int i = 0; i < 30; i++) {
      rows.set(rows.panda("holder" + i, "ready"), "image_id = 1, boot_config = '{}'");
    }
    rows.panda("plain", "ready");
    for (int i = 0; i < 31; i++) {
      rows.request("any", "b2g", "finding_device");
    }

    assertThat(matched()).hasSize(31).anyMatch(match -> match.endsWith("gets plain"));
  }

  @Test
  void theEnvironmentFiltersNamedDevicesToo() {
    rows.set(rows.panda("staging", "ready"), "environment = 'staging'");
    rows.set(rows.panda("production", "ready"), "environment = 'production'");
    long staging = request("any", "staging");
    request("production", "staging");
    request("any", "nowhere");
    request("any", "STAGING");

    assertThat(matched()).containsExactly(staging + " gets staging");
  }

  @Test
  void aRefusedPairIsLeftOutAndOthersAreNot() {
    long refusing = rows.panda("refusing", "ready");
    long request = rows.request("any", "b2g", "finding_device");
    refusals.add(request, refusing);

    assertThat(matched()).isEmpty();

    long second = rows.request("any", "b2g", "finding_device");
    assertThat(matched()).containsExactly(second + " gets refusing");
    rows.panda("willing", "ready");
    assertThat(matched()).containsExactly(request + " gets willing");
  }

  @Test
  void aProposalThatIsLostIsMadeAgain() throws Exception {
    rows.panda("panda", "ready");
    long request = rows.request("any", "b2g", "finding_device");
    AtomicInteger attempts = new AtomicInteger();
    answers = (any, device) -> attempts.incrementAndGet() < 4 ? LOST : TAKEN;

    matcher.look();

    for (int i = 0; i < 4; i++) {
      assertThat(proposed.poll(10, SECONDS)).isEqualTo(request + " gets panda");
    }
    assertThat(matched()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayLeavesTheMatcherAtWork() {
    rows.panda("panda", "ready");
    long request = rows.request("any", "b2g", "finding_device");
    database.dataSource().pull();
    assertThat(matched()).isEmpty();

    database.dataSource().plugIn();

    assertThat(matched()).containsExactly(request + " gets panda");
  }

  @Test
  void aDeviceThatBecameFreeUnseenIsFoundByTheNextLook() {
    long late = rows.panda("late", "pxe_booting");
    long request = rows.request("any", "b2g", "finding_device");
    assertThat(matched()).isEmpty();

    database.database().update("update devices set state = 'ready' where id = ?", late);

    assertThat(heard()).isEmpty();
    assertThat(matched()).containsExactly(request + " gets late");
  }

  @Test
  void aDeviceThatChangedItsEnvironmentUnseenIsFoundByTheNextLook() {
    long panda = rows.panda("panda", "ready");
    long request = request("any", "staging");
    assertThat(matched()).isEmpty();

    rows.set(panda, "environment = 'staging'");

    assertThat(matched()).containsExactly(request + " gets panda");
  }

  @Test
  void theFirstRequestOfItsKindGetsWhatBecameFreeUnseen() {
    rows.request("nobody", "b2g", "finding_device");
    assertThat(matched()).isEmpty();
    rows.panda("late", "ready");
    rows.set(rows.panda("staging", "ready"), "environment = 'staging'");

    long staging = request("any", "staging");
    matcher.hearRequest(staging);
    assertThat(heard()).containsExactly(staging + " gets staging");

    long any = rows.request("any", "b2g", "finding_device");
    matcher.hearRequest(any);
    assertThat(heard()).containsExactly(any + " gets late");
  }

  @Test
  void aRequestThatComesBackIsTheFirstOfItsKindAgain() {
    long request = rows.request("any", "b2g", "finding_device");
    assertThat(matched()).isEmpty();
    rows.panda("late", "ready");

    matcher.hearRequest(request);

    assertThat(heard()).containsExactly(request + " gets late");
  }

  @Test
  void aNamedDeviceThatBecameFreeUnseenIsFoundAtOnce() {
    rows.request("any", "b2g", "closed");
    rows.request("nobody", "b2g", "finding_device");
    assertThat(matched()).isEmpty();
    rows.panda("late", "ready");

    long named = rows.request("late", "b2g", "finding_device");
    matcher.hearRequest(named);

    assertThat(heard()).containsExactly(named + " gets late");
  }

  @Test
  void aRequestThatWaitsNoMoreIsPassedOver() {
    long first = rows.request("any", "b2g", "finding_device");
    long second = rows.request("any", "b2g", "finding_device");
    assertThat(matched()).isEmpty();

    database.database().update("update requests set state = 'closed' where id = ?", first);
    matcher.hearRequest(first);
    matcher.hearDevice(rows.panda("late", "ready"));

    assertThat(heard()).containsExactly(second + " gets late");
  }

  @Test
  void whatAnotherServerTookMeanwhileIsNotProposedAgain() {
    rows.pandas(2, "panda", "ready");
    rows.request("any", "b2g", "finding_device");
    assertThat(matched()).hasSize(1);
    database
        .database()
        .update(
            "update devices set state = 'pxe_booting'"
                + " where id not in (select device_id from device_requests)");
    answers = (request, device) -> LOST;
    matcher.hearRequest(rows.request("any", "b2g", "finding_device"));

    assertThat(heard()).as("once, as it was free when it was read").hasSize(1);
    assertThat(matched()).isEmpty();
  }

  @Test
  void manyDevicesThatAreFreeAtOnceAreAllProposed() {
    for (int i = 0; i < 300; i++) {
      rows.request("any", "b2g", "finding_device");
    }
    assertThat(matched()).isEmpty();

    rows.pandas(300, "panda", "ready").forEach(matcher::hearDevice);

    assertThat(heard()).hasSize(300).doesNotHaveDuplicates();
  }

  /** What is proposed by a round that sees all that is there now. */
  private List<String> matched() {
    return proposedBy(matcher.look());
  }

  /** What is proposed by a round that sees what was heard of. */
  private List<String> heard() {
    return proposedBy(matcher.wake());
  }

  private List<String> proposedBy(CompletableFuture<Void> round) {
    round.orTimeout(10, SECONDS).join();
    List<String> matches = new ArrayList<>();
    proposed.drainTo(matches);
    return matches;
  }

  private long request(String device, String environment) {
    long id = rows.request(device, "b2g", "finding_device");
    database.database().update("update requests set environment = ? where id = ?", environment, id);
    return id;
  }

  private String name(long device) {
    return database.text("select name from devices where id = ?", device);
  }
}
