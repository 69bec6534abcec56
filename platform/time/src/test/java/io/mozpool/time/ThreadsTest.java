package io.mozpool.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

class ThreadsTest {

  private final List<String> halted = new CopyOnWriteArrayList<>();
  private final Threads threads = new Threads(halted::add);

  @Test
  void anErrorInAThreadOfTheCoreEndsTheProcess() {
    threads.start(Role.CORE, "committer-1", () -> fail(new OutOfMemoryError("direct")));
    await().until(() -> !halted.isEmpty());
    assertThat(halted)
        .containsExactly("thread committer-1 failed: java.lang.OutOfMemoryError: direct");
  }

  @Test
  void anyEndOfAThreadOfTheCoreButItsOwnEndsTheProcess() {
    threads.start(Role.CORE, "journal", () -> fail(new IllegalStateException("bug")));
    await().until(() -> !halted.isEmpty());
    assertThat(halted.get(0)).contains("journal", "bug");
  }

  @Test
  void aThreadOfTheCoreMayComeToItsEnd() throws InterruptedException {
    threads.start(Role.CORE, "journal", () -> {}).join();
    assertThat(halted).isEmpty();
  }

  @Test
  void anErrorInATaskOfTheCoreEndsTheProcess() {
    threads.pool(Role.CORE, "worker", 1).execute(() -> fail(new StackOverflowError()));
    await().until(() -> !halted.isEmpty());
    assertThat(halted.get(0)).contains("worker-1", "StackOverflowError");
  }

  @Test
  void anErrorOfTheTimersThreadEndsTheProcess() {
    try (SystemTime time = new SystemTime(threads)) {
      time.after(
          Duration.ZERO,
          task -> fail(new OutOfMemoryError("unable to create native thread")),
          () -> {});
      await().until(() -> !halted.isEmpty());
    }
    assertThat(halted.get(0)).contains("timer-1", "native thread");
  }

  @Test
  void anExceptionInATaskOfTheCoreLeavesTheThreadToTheNext() {
    ExecutorService pool = threads.pool(Role.CORE, "worker", 1);
    List<String> names = new CopyOnWriteArrayList<>();
    pool.execute(() -> fail(new IllegalStateException("bug")));
    pool.execute(() -> names.add(Thread.currentThread().getName()));
    await().until(() -> !names.isEmpty());
    assertThat(names).containsExactly("worker-1");
    assertThat(halted).isEmpty();
  }

  @Test
  void anErrorInTheBackgroundEndsNothing() throws InterruptedException {
    threads.start(Role.BACKGROUND, "retention", () -> fail(new OutOfMemoryError())).join();
    ExecutorService pool = threads.pool(Role.BACKGROUND, "close");
    List<String> done = new CopyOnWriteArrayList<>();
    pool.execute(() -> fail(new NoClassDefFoundError("x/Y")));
    pool.execute(() -> done.add("next"));
    await().until(() -> !done.isEmpty());
    assertThat(halted).isEmpty();
  }

  @Test
  void anErrorThatAFutureHasCaughtEndsTheProcessWhereItIsLookedFor() {
    threads.check(new CompletionException(new AssertionError("broken")));
    assertThat(halted).hasSize(1);
    threads.check(new CompletionException(new IllegalStateException("broken")));
    threads.check(new IllegalStateException("a plugin's", new LinkageError("broken")));
    threads.check(null);
    assertThat(halted).hasSize(1);
  }

  @Test
  void aThreadOfTheCoreIsBusyWhileItHasATask() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    threads.pool(Role.BACKGROUND, "other", 1).execute(() -> awaitQuietly(end));
    threads.pool(Role.CORE, "worker", 1).execute(() -> awaitQuietly(end));
    await().until(() -> !threads.tasks().isEmpty());
    assertThat(threads.tasks().keySet()).extracting(Thread::getName).containsOnly("worker-1");
    end.countDown();
    await().until(() -> threads.tasks().isEmpty());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(Error error) {
    throw error;
  }

  private static void fail(RuntimeException exception) {
    throw exception;
  }
}
