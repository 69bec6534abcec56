package io.mozpool.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final List<String> done = new ArrayList<>();

  @Test
  void handsOverInTheOrderOfDueMomentsWhileTheClocksShowThem() {
    time.after(Duration.ofSeconds(3), Runnable::run, () -> done.add("third at " + seconds()));
    time.after(SECOND, Runnable::run, () -> done.add("first at " + seconds()));
    time.after(SECOND, Runnable::run, () -> done.add("second at " + seconds()));
    time.pass(Duration.ofSeconds(2));
    assertThat(done).containsExactly("first at 1", "second at 1");
    time.pass(Duration.ofSeconds(2));
    assertThat(done).endsWith("third at 3");
    assertThat(time.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:00:04Z"));
  }

  @Test
  void aTaskThatSchedulesAnotherSeesItHandedOverInTheSamePass() {
    time.after(SECOND, Runnable::run, () -> time.after(SECOND, Runnable::run, () -> add("late")));
    time.pass(Duration.ofSeconds(2));
    assertThat(done).containsExactly("late at 2");
  }

  @Test
  void aCancelledTaskIsNotHandedOver() {
    Scheduled scheduled = time.after(SECOND, Runnable::run, () -> add("done"));
    scheduled.cancel();
    time.pass(SECOND);
    assertThat(done).isEmpty();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void aRecurringTaskComesInItsPeriodUntilItIsCancelled() {
    Scheduled scheduled = time.every(Duration.ZERO, SECOND, Runnable::run, () -> add("run"));
    time.pass(Duration.ofMillis(2_500));
    scheduled.cancel();
    time.pass(Duration.ofSeconds(9));
    assertThat(done).containsExactly("run at 0", "run at 1", "run at 2");
  }

  @Test
  void aRecurringTaskIsNotBegunAgainWhileItRuns() {
    List<Runnable> running = new ArrayList<>();
    time.every(SECOND, SECOND, running::add, () -> add("run"));
    time.pass(Duration.ofSeconds(5));
    assertThat(running).hasSize(1);
    running.get(0).run();
    time.pass(Duration.ZERO);
    assertThat(done).containsExactly("run at 5");
    assertThat(running).as("the next run is late, and comes at once").hasSize(2);
  }

  @Test
  void aRecurringTaskThatFailsComesAgain() {
    time.every(
        SECOND,
        SECOND,
        task -> {
          try {
            task.run();
          } catch (IllegalStateException e) {
            add(e.getMessage());
          }
        },
        () -> {
          throw new IllegalStateException("failed");
        });
    time.pass(Duration.ofSeconds(2));
    assertThat(done).containsExactly("failed at 1", "failed at 2");
  }

  @Test
  void anExecutorThatHasEndedKeepsNobodyFromMovingTheTime() {
    time.every(
        SECOND,
        SECOND,
        task -> {
          throw new RejectedExecutionException();
        },
        () -> {});
    time.pass(Duration.ofSeconds(2));
    assertThat(time.waiting()).isZero();
  }

  @Test
  void aStepOfTheWallClockLetsNoTimePass() {
    time.after(SECOND, Runnable::run, () -> add("done"));
    time.step(Duration.ofHours(-1));
    assertThat(done).isEmpty();
    assertThat(time.nanos()).isZero();
    assertThat(time.clock().instant()).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
  }

  @Test
  void chanceDependsOnSeedAndPurposeAlone() {
    long first = new ManualTime(7).random("matching").nextLong();
    assertThat(new ManualTime(7).random("matching").nextLong()).isEqualTo(first);
    assertThat(new ManualTime(7).random("spread").nextLong()).isNotEqualTo(first);
    assertThat(new ManualTime(8).random("matching").nextLong()).isNotEqualTo(first);
  }

  private void add(String what) {
    done.add(what + " at " + seconds());
  }

  private long seconds() {
    return time.since(0).toSeconds();
  }
}
