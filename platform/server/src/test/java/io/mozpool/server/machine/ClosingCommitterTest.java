package io.mozpool.server.machine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.server.RealTime;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(30)
class ClosingCommitterTest {

  private static final Unit UNIT =
      new Unit(
          0,
          Optional.empty(),
          SqlStatement.of("update devices set state = 'x' where id = -1"),
          List.of());

  @TempDir Path directory;

  @RepeatedTest(5)
  void unitsThatComeWhileItEndsAreAnsweredAndItEnds() throws Exception {
    try (TestDatabase database = TestDatabase.in(directory)) {
      Committer committer =
          new Committer(
              RealTime.THREADS,
              database.dataSource(),
              new Outage(RealTime.TIME, RealTime.THREADS, () -> {}),
              TestDatabase.LEASES,
              new StepMetrics(new PrometheusRegistry()),
              "closing");
      var answers = new ConcurrentLinkedQueue<CompletableFuture<Fate>>();
      CountDownLatch busy = new CountDownLatch(4);
      List<Thread> clients =
          Stream.generate(() -> new Thread(() -> submitUntilRefused(committer, answers, busy)))
              .limit(4)
              .toList();
      clients.forEach(Thread::start);
      assertThat(busy.await(10, SECONDS)).isTrue();

      committer.close();

      for (Thread client : clients) {
        client.join();
      }
      assertThat(answers).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void afterTheEndUnitsAreRefused() {
    try (TestDatabase database = TestDatabase.in(directory)) {
      Committer committer =
          new Committer(
              RealTime.THREADS,
              database.dataSource(),
              new Outage(RealTime.TIME, RealTime.THREADS, () -> {}),
              TestDatabase.LEASES,
              new StepMetrics(new PrometheusRegistry()),
              "closed");
      committer.close();
      committer.close();

      assertThatThrownBy(() -> committer.submit(UNIT).get(10, SECONDS))
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the server is stopping");
    }
  }

  private static void submitUntilRefused(
      Committer committer,
      ConcurrentLinkedQueue<CompletableFuture<Fate>> answers,
      CountDownLatch busy) {
    CompletableFuture<Fate> answer;
    do {
      answer = committer.submit(UNIT);
      answers.add(answer);
      busy.countDown();
    } while (!answer.isCompletedExceptionally());
  }
}
