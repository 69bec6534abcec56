package io.mozpool.server.device;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.RealTime;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RetriesTest {

  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime();
  private final Workers workers = new Workers(RealTime.THREADS, time, 1);
  private final Retries retries = new Retries(workers);
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private record Question(Duration allowed, CompletableFuture<Void> answer) {}

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void theLastFailureIsToldWhenTheWindowIsOver() throws Exception {
    start(1, Duration.ofMillis(1_400));
    no("first");
    no("last");

    assertThat(heard.poll(10, SECONDS)).isEqualTo("never: last");
    assertThat(questions).isEmpty();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void aMachineThatMovesOnEndsTheSeriesAtItsNextAnswer() throws Exception {
    start(1, WINDOW);
    Question question = questions.poll(10, SECONDS);

    retries.moved(7, 2);
    question.answer().completeExceptionally(new IllegalStateException("no"));

    assertThat(time.waiting()).isZero();
    assertThat(heard).isEmpty();
  }

  @Test
  void aMachineThatMovesOnBetweenAttemptsIsNotAskedAgain() throws Exception {
    start(1, WINDOW);
    questions
        .poll(10, SECONDS)
        .answer()
        .completeExceptionally(new IllegalStateException("not yet"));
    assertThat(time.waiting()).isOne();

    retries.moved(7, 2);

    time.pass(WINDOW);
    workers.close(); // what was handed over is done
    assertThat(questions).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void aSeriesOfAnEarlierRevisionDoesNotComeBackWhenTheNextOneStarts() throws Exception {
    start(1, WINDOW);
    Question old = questions.poll(10, SECONDS);
    start(2, WINDOW);
    Question young = questions.poll(10, SECONDS);

    old.answer().completeExceptionally(new IllegalStateException("no"));
    young.answer().complete(null);

    assertThat(heard.poll(10, SECONDS)).isEqualTo("yes to 2");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void otherMachinesDoNotEndIt() throws Exception {
    start(1, WINDOW);
    retries.moved(8, 99);
    no("not yet");

    yes();

    assertThat(heard.poll(10, SECONDS)).isEqualTo("yes to 1");
  }

  @Test
  void itAsksUntilTheAnswerIsYes() throws Exception {
    start(1, WINDOW);
    no("one");
    no("two");
    yes();

    assertThat(heard.poll(10, SECONDS)).isEqualTo("yes to 1");
    assertThat(heard).isEmpty();
  }

  @Test
  void pausesLengthenAndTheFifthFailureIsTheLast() throws Exception {
    start(new Retries.Bounds(7, 1, ATTEMPT, WINDOW, Retries.LENGTHENING));
    no("one", Duration.ofSeconds(5));
    no("two", Duration.ofSeconds(10));
    no("three", Duration.ofSeconds(15));
    no("four", Duration.ofSeconds(20));
    assertThat(heard).isEmpty();

    no("five");

    assertThat(heard.poll(10, SECONDS)).isEqualTo("never: five");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void pausesDoubleToFiveSeconds() throws Exception {
    start(1, WINDOW);
    for (long millis : new long[] {500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
      no("after " + millis, Duration.ofMillis(millis));
    }

    yes();

    assertThat(heard.poll(10, SECONDS)).isEqualTo("yes to 1");
  }

  @Test
  void anAttemptIsAllowedNoMoreThanTheWindowLeaves() throws Exception {
    start(1, Duration.ofSeconds(2));

    Question question = questions.poll(10, SECONDS);

    assertThat(List.of(question.allowed()))
        .allMatch(allowed -> allowed.compareTo(Duration.ofSeconds(2)) <= 0);
    start(2, WINDOW);
    assertThat(questions.poll(10, SECONDS).allowed()).isEqualTo(ATTEMPT);
  }

  private void start(long revision, Duration window) {
    start(new Retries.Bounds(7, revision, ATTEMPT, window, Retries.DOUBLING));
  }

  private void start(Retries.Bounds bounds) {
    retries.until(
        bounds,
        allowed -> {
          Question question = new Question(allowed, new CompletableFuture<>());
          questions.add(question);
          return question.answer();
        },
        () -> heard.add("yes to " + bounds.revision()),
        failure -> heard.add("never: " + failure.getMessage()));
  }

  /** Answers no, and waits until something happens, which must not be before the pause is over. */
  private void no(String reason, Duration pause) throws InterruptedException {
    fail(reason);
    time.pass(pause.minusMillis(1));
    assertThat(time.waiting()).as("still waiting after " + reason).isOne();
    time.pass(Duration.ofMillis(1));
  }

  private void no(String reason) throws InterruptedException {
    fail(reason);
    time.pass(Duration.ofSeconds(1));
  }

  /** The question is asked before anybody listens for its answer. */
  private void fail(String reason) throws InterruptedException {
    questions.poll(10, SECONDS).answer().completeExceptionally(new IllegalStateException(reason));
    await().until(() -> time.waiting() == 1 || !heard.isEmpty());
  }

  private void yes() throws InterruptedException {
    questions.poll(10, SECONDS).answer().complete(null);
  }
}
