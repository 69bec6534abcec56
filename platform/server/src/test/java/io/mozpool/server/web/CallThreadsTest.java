package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls there are, and on how many threads. */
@Timeout(60)
class CallThreadsTest {

  private final Load load = new Load(3);
  private final CallThreads threads = new CallThreads("client", 2, load);
  private final CountDownLatch held = new CountDownLatch(1);
  private final List<String> names = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    held.countDown();
    threads.shutdown();
  }

  @Test
  void aLoadWithoutCallsIsNotFull() {
    assertThat(load.isFull()).isFalse();
    assertThat(load.isFullForQuickCalls()).isFalse();
  }

  @Test
  void callsThatWaitCountAndTakeNoThread() {
    hold(2);
    assertThat(load.isFull()).isFalse();
    hold(1);
    assertThat(load.isFull()).isTrue();
    assertThat(load.isFullForQuickCalls()).isFalse();
    hold(3);
    assertThat(load.isFullForQuickCalls()).isTrue();
    await().until(() -> names.size() == 2);
    assertThat(names).containsExactlyInAnyOrder("client-1", "client-2");
  }

  @Test
  void callsThatEndOrFailMakeRoom() {
    hold(2);
    Future<?> failing =
        threads.submit(
            () -> {
              throw new IllegalStateException("as a test wants it");
            });
    assertThat(load.isFull()).isTrue();
    held.countDown();
    await().until(() -> !load.isFull());
    assertThat(failing).failsWithin(Duration.ofSeconds(30));
    hold(1);
    await().until(() -> threads.getQueue().isEmpty());
    assertThat(load.isFull()).isFalse();
  }

  private void hold(int calls) {
    for (int i = 0; i < calls; i++) {
      threads.execute(this::held);
    }
  }

  private void held() {
    names.add(Thread.currentThread().getName());
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
