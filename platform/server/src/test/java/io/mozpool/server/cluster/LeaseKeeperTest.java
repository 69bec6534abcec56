package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.RealTime;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has which lease, as servers come, go, hang and come back. */
@Tag("database")
@Timeout(60)
class LeaseKeeperTest {

  private static final Duration TIME = Duration.ofSeconds(15);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String GROUP = LeaseSettings.group("here", List.of("there"));

  @TempDir Path directory;
  private TestDatabase database;
  private Duration pauseAfterTaking = Duration.ZERO;
  private boolean pausesAfterRenewal;
  private LocalDateTime endBeforeRenewal = LocalDateTime.MIN;
  private Server here;
  private Server there;

  /** A server whose own clock a test sets, and whose rounds it makes. */
  private final class Server implements LeaseListener {
    private final ManualTime time = new ManualTime();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final LeaseKeeper keeper;

    Server(long id, String fqdn, String group, String fingerprint) {
      this(id, fqdn, group, fingerprint, Duration.ofHours(1));
    }

    Server(long id, String fqdn, String group, String fingerprint, Duration renewal) {
      keeper =
          new LeaseKeeper(
              new ImagingServer(id, fqdn),
              new LeaseSettings(TIME, renewal, group, "10.0.0.1", fingerprint),
              new LeaseStore(database.database(), fqdn, false),
              ClockCheck.ofOneClock(Clock.systemUTC()),
              RealTime.THREADS,
              new Pausing(time, this::pause));
    }

    /** The time that passes after its lease was taken or renewed: as if it was stopped then. */
    private Duration pause() {
      if (pausesAfterRenewal && !leaseEnd().equals(endBeforeRenewal)) {
        return TIME;
      }
      return pauseAfterTaking.isZero()
              || database.number("select epoch from imaging_servers where id = 1") == 0
          ? Duration.ZERO
          : pauseAfterTaking;
    }

    Server start() {
      keeper.start(this);
      return this;
    }

    void round() {
      keeper.renew();
    }

    List<String> held() {
      return keeper.held().stream().map(Lease::fqdn).sorted().toList();
    }

    @Override
    public void taken(Lease lease) {
      heard.add("+" + lease.fqdn());
    }

    @Override
    public void lost(Lease lease) {
      heard.add("-" + lease.fqdn());
    }
  }

  /** A monotonic clock that is behind by the pauses that the process made. */
  private record Pausing(ManualTime time, Supplier<Duration> pause) implements Time {

    @Override
    public Clock clock() {
      return time.clock();
    }

    @Override
    public long nanos() {
      return time.nanos() + pause.get().toNanos();
    }

    @Override
    public Scheduled after(Duration delay, Executor executor, Runnable task) {
      return time.after(delay, executor, task);
    }

    @Override
    public Scheduled every(Duration delay, Duration period, Executor executor, Runnable task) {
      return time.every(delay, period, executor, task);
    }

    @Override
    public Random random(String purpose) {
      return time.random(purpose);
    }
  }

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    here = new Server(1, "here", GROUP, "same");
    there = new Server(2, "there", GROUP, "same");
  }

  @AfterEach
  void close() {
    here.keeper.close();
    there.keeper.close();
    database.close();
  }

  @Test
  void aServerTakesItsOwnLeaseAndNobodyElses() {
    here.start();
    there.start();
    here.round();

    assertThat(here.held()).containsExactly("here");
    assertThat(there.held()).containsExactly("there");
    assertThat(here.heard).containsExactly("+here");
  }

  @Test
  void aServerThatIsGoneIsTakenOverAndComesBack() {
    here.start();
    there.start();
    die("there");

    here.round();
    assertThat(here.held()).containsExactly("here", "there");

    Server again = new Server(2, "there", GROUP, "same").start();
    assertThat(again.held()).isEmpty();
    here.round();
    assertThat(here.held()).containsExactly("here");
    assertThat(here.heard).containsExactly("+here", "+there", "-there");
    again.round();
    assertThat(again.held()).containsExactly("there");
    again.keeper.close();
  }

  @Test
  void aServerThatWasPausedKnowsAtOnceThatItsTimeIsOver() {
    here.start();

    here.time.pass(TIME.multipliedBy(2).dividedBy(3));

    assertThat(here.held()).isEmpty();
  }

  @Test
  void aMachineThatWasSuspendedKnowsByTheWallClock() {
    here.start();

    here.time.step(TIME.multipliedBy(2).dividedBy(3).minusMillis(1));
    assertThat(here.held()).containsExactly("here");

    here.time.step(Duration.ofMillis(1));
    assertThat(here.held()).isEmpty();
  }

  @Test
  void aWallClockThatIsSetBackDoesNotProlongALease() {
    here.start();

    here.time.step(Duration.ofHours(-1));
    here.time.pass(TIME.multipliedBy(2).dividedBy(3));

    assertThat(here.held()).isEmpty();
  }

  @Test
  void whatTheDatabaseCannotStoreStopsTheStart() {
    Server strange = new Server(1, "here", "x".repeat(1025), "same");

    assertThatThrownBy(strange::start).isInstanceOf(DatabaseException.class);
    strange.keeper.close();
  }

  @Test
  void aServerThatIsPausedWhileItTakesALeaseDoesNotRelyOnIt() {
    pauseAfterTaking = TIME;

    here.start();

    assertThat(here.held()).isEmpty();
  }

  @Test
  void aServerThatIsPausedWhileItRenewsALeaseDoesNotRelyOnIt() {
    here.start();
    endBeforeRenewal = leaseEnd();
    pausesAfterRenewal = true;
    assertThat(here.held()).containsExactly("here");

    here.round();

    assertThat(leaseEnd()).isNotEqualTo(endBeforeRenewal);
    assertThat(here.held()).isEmpty();
  }

  @Test
  void whoIsGoneIsNoticedBeforeTheNextRenewal() {
    here = new Server(1, "here", GROUP, "same", PATIENCE).start();
    there.start();
    die("there");

    here.time.pass(PATIENCE.dividedBy(2));

    await().until(() -> here.held().contains("there"));
  }

  @Test
  void whoWasTakenOverWhilePausedCannotWriteAndLosesItsLease() throws Exception {
    here.start();
    there.start();
    Lease old = there.keeper.of(2).orElseThrow();
    die("there");
    here.round();

    try (Connection connection = database.direct().getConnection()) {
      connection.setAutoCommit(false);
      assertThat(there.keeper.over(connection, Set.of(old))).containsExactly(old);
      assertThat(here.keeper.over(connection, here.keeper.held())).isEmpty();
      connection.rollback();
    }
    await().until(() -> there.heard.contains("-there"));
    assertThat(there.held()).isEmpty();
  }

  @Test
  void aRestartedServerTakesItsLeaseFromItsFormerSelf() {
    here.start();
    Lease former = here.keeper.of(1).orElseThrow();

    Server again = new Server(1, "here", GROUP, "same").start();

    assertThat(again.keeper.of(1).orElseThrow().epoch()).isEqualTo(former.epoch() + 1);
    here.round();
    assertThat(here.held()).isEmpty();
    again.keeper.close();
  }

  @Test
  void oneOfAnotherGroupOrWithOtherPluginsIsNotTakenOver() {
    Server strange = new Server(2, "there", "there", "same").start();
    here.start();
    die("there");
    here.round();
    assertThat(here.held()).containsExactly("here");
    strange.keeper.close();

    Server different = new Server(2, "there", GROUP, "different").start();
    die("there");
    here.round();
    assertThat(here.held()).containsExactly("here");
    different.keeper.close();
  }

  @Test
  void aServerThatNeverHadALeaseIsNotTakenOver() {
    database.database().update("update imaging_servers set failover_group = ?", GROUP);
    here.start();
    here.round();

    assertThat(here.held()).containsExactly("here");
  }

  @Test
  void aServerThatEndsLetsGoAtOnce() {
    here.start();
    there.start();

    there.keeper.close();

    assertThat(database.text("select lease_holder from imaging_servers where id = 2"))
        .isEqualTo("null");
    here.round();
    assertThat(here.held()).containsExactly("here", "there");
  }

  @Test
  void anOutageOfTheDatabaseCostsTheLeaseOnlyWhenItLasts() throws Exception {
    here.start();
    database.dataSource().pull();
    here.time.pass(RENEWAL);
    here.round();
    assertThat(here.held()).containsExactly("here");

    here.time.pass(RENEWAL);
    assertThat(here.held()).isEmpty();

    database.dataSource().plugIn();
    here.round();
    assertThat(here.held()).containsExactly("here");
  }

  @Test
  void anErrorAmongTheRenewalsEndsTheProcess() {
    List<String> halted = new CopyOnWriteArrayList<>();
    ManualTime time = new ManualTime();
    LeaseKeeper keeper =
        new LeaseKeeper(
            new ImagingServer(1, "here"),
            new LeaseSettings(TIME, RENEWAL, GROUP, "10.0.0.1", "same"),
            new LeaseStore(database.database(), "here", false),
            ClockCheck.ofOneClock(time.clock()),
            new Threads(halted::add),
            time);
    keeper.start(here);
    database.dataSource().fail(new OutOfMemoryError("unable to create native thread"));

    time.pass(RENEWAL);

    await().until(() -> !halted.isEmpty());
    assertThat(halted.get(0)).contains("leases-", "native thread");
    database.dataSource().fail(null);
  }

  private LocalDateTime leaseEnd() {
    return database.moment("select lease_until from imaging_servers where id = 1");
  }

  /** As if the server had not renewed anything for longer than its lease lasts. */
  private void die(String fqdn) {
    database
        .database()
        .update(
            "update imaging_servers set lease_until = timestampadd(second, -1, now(6)),"
                + " present_until = timestampadd(second, -1, now(6)) where fqdn = ?",
            fqdn);
  }
}
