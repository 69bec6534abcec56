package io.mozpool.server.machine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class DueTimersTest {

  @TempDir Path directory;
  private ToyBox box;

  @BeforeEach
  void open() {
    box = new ToyBox(directory);
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void whatIsNotDueIsLeftAlone() {
    long later = box.rows.device("later", "running");
    long never = box.rows.device("never", "running");
    long due = box.rows.device("due", "ringing");
    box.due(later, Duration.ofHours(1));
    box.due(due, Duration.ZERO);

    box.machine.start();

    await().until(() -> box.state(due), "still"::equals);
    assertThat(box.revision(later)).isZero();
    assertThat(box.revision(never)).isZero();
  }

  @Test
  void aTimeoutThatSomebodyNoticedTooLateIsNotAppliedToTheNextState() {
    long toy = box.rows.device("one", "ringing");
    box.due(toy, Duration.ofSeconds(-1));
    ToyBox.outcome(box.machine.force(toy, "ringing", "running"));

    Outcome late = ToyBox.outcome(box.machine.timeout(toy));

    assertThat(late.accepted()).isFalse();
    assertThat(box.state(toy)).isEqualTo("running");
    assertThat(box.log(toy)).containsExactly("ringing -> running (forced)");
  }

  @Test
  void aTimeoutThatComesBeforeItsMomentIsNotApplied() {
    ManualTime time = new ManualTime();
    try (ToyBox still = new ToyBox(directory.resolve("still"), time)) {
      long toy = still.rows.device("one", "ringing");
      still.rows.set(toy, "state_timeout = ?", "2026-01-01 00:00:01.000000");

      assertThat(ToyBox.outcome(still.machine.timeout(toy)).accepted()).isFalse();
      time.pass(Duration.ofNanos(999_999_000));
      assertThat(ToyBox.outcome(still.machine.timeout(toy)).accepted()).isFalse();
      time.pass(Duration.ofNanos(1_000));
      assertThat(ToyBox.outcome(still.machine.timeout(toy)).accepted()).isTrue();
      assertThat(still.state(toy)).isEqualTo("still");
    }
  }

  @Test
  void aMomentInThePastIsHandledAtOnce() {
    List<Long> toys =
        List.of(
            box.rows.device("one", "ringing"),
            box.rows.device("two", "ringing"),
            box.rows.device("three", "running"));
    toys.forEach(toy -> box.due(toy, Duration.ofDays(-30)));

    box.machine.start();

    await()
        .until(
            () -> toys.stream().map(box::state).toList(),
            List.of("still", "still", "still")::equals);
    assertThat(box.log(toys.get(2)))
        .containsExactly("running -> ringing (timeout)", "ringing -> still (timeout)");
  }

  @Test
  void aHintHandlesWhatIsDueWithoutAnyLookIntoTheDatabase() {
    long toy = box.rows.device("one", "running");
    ToyBox.outcome(box.machine.force(toy, "running", "ringing"));

    await().until(() -> box.state(toy), "still"::equals);
  }

  @Test
  void aLookIntoTheDatabaseHandlesWhatNobodyHintedAt() {
    box.machine.start();
    long toy = box.rows.device("one", "ringing");

    box.due(toy, Duration.ZERO);

    await().until(() -> box.state(toy), "still"::equals);
  }

  @Test
  void anErrorLeavesTheDueMomentAndIsTriedAgain() {
    long toy = box.rows.device("one", "ringing");
    box.due(toy, Duration.ofSeconds(-1));
    AtomicInteger attempts = new AtomicInteger();
    box.toy.beforeLoad =
        () -> {
          if (attempts.incrementAndGet() <= 2) {
            throw new IllegalStateException("not now");
          }
        };

    box.machine.start();

    await().until(() -> box.state(toy), "still"::equals);
    assertThat(attempts).hasValue(3);
    await().until(() -> box.machine.handlingSince().isEmpty());
  }

  @Test
  void aDatabaseThatIsAwayDelaysTimeoutsAndLosesNone() {
    long toy = box.rows.device("one", "ringing");
    box.due(toy, Duration.ofSeconds(-1));
    box.database.dataSource().pull();
    int before = box.database.dataSource().attempts();
    box.machine.start();
    await().until(() -> box.database.dataSource().attempts() >= before + 2);
    assertThat(box.revision(toy)).isZero();

    box.database.dataSource().plugIn();

    await().until(() -> box.state(toy), "still"::equals);
  }

  @Test
  void aStuckMachineHoldsUpNobodyAndIsSeen() throws Exception {
    long stuck = box.rows.device("stuck", "ringing");
    long other = box.rows.device("other", "ringing");
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    box.toy.onEntered =
        () -> {
          if (box.state(stuck).equals("still") && arrived.getCount() > 0) {
            arrived.countDown();
            awaitQuietly(release);
          }
        };
    box.due(stuck, Duration.ZERO);
    box.machine.start();
    assertThat(arrived.await(10, SECONDS)).isTrue();

    box.due(other, Duration.ZERO);
    await().until(() -> box.state(other), "still"::equals);
    assertThat(box.machine.handlingSince()).isPresent();

    release.countDown();
    await().until(() -> box.machine.handlingSince().isEmpty());
  }

  @Test
  void aRowThatSomebodyChangesMovesItsDueMoment() {
    long toy = box.rows.device("one", "running");
    ToyBox.outcome(box.machine.event(toy, "tick", Arguments.NONE));

    box.due(toy, Duration.ZERO);
    box.machine.handleDue();

    await().until(() -> box.state(toy), "still"::equals);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
