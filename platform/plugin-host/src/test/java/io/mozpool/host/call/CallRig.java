package io.mozpool.host.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.Bound;
import io.mozpool.plugin.DriverException;
import io.mozpool.time.SystemTime;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Guarded calls with little tolerance and two threads, and operations that misbehave. */
final class CallRig implements AutoCloseable {

  static final Duration LONG = Duration.ofSeconds(15);
  static final Duration SHORT = Duration.ofMillis(40);

  private static final Time TIME = new SystemTime(Threads.ofProcess());

  /** What a listener has heard. */
  record Heard(List<Duration> waits, List<String> ends) implements CallListener {

    @Override
    public void waited(String pluginId, String lane, Duration time) {
      waits.add(time);
    }

    @Override
    public void ended(String pluginId, String lane, String outcome) {
      ends.add(pluginId + " " + lane + " " + outcome);
    }
  }

  final Heard heard = new Heard(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  final ExecutorService completions = Executors.newCachedThreadPool();
  final GuardedCalls calls =
      new GuardedCalls(
          TIME, Threads.ofProcess(), new Tolerances(SHORT, SHORT, SHORT, 2), completions, heard);
  final ClassLoader loader = new URLClassLoader(new URL[0]);
  final Bound<String> bound = new Bound<>("driver", "relay", loader);

  /** What blocked calls wait for. */
  final CountDownLatch release = new CountDownLatch(1);

  @Override
  public void close() {
    release.countDown();
    calls.close();
    completions.shutdownNow();
  }

  <R> GuardedCall<R> call(
      String lane, String subject, Duration deadline, Duration window, Operation<R> operation) {
    return new GuardedCall<>(bound, lane, subject, deadline, window, operation, () -> {});
  }

  Operation<String> begins(CountDownLatch begun) {
    return deadline -> {
      begun.countDown();
      return block();
    };
  }

  static Operation<String> fails(DriverException failure) {
    return deadline -> {
      throw failure;
    };
  }

  String block() throws InterruptedException {
    release.await();
    return "released";
  }

  String ignoreInterrupts() {
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        // that is what a bad plugin does
      }
    }
    return "released";
  }

  static <R> R get(CompletableFuture<R> answer) {
    return answer.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static void assertAnswers(CompletableFuture<String> answer, String expected) {
    assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(expected);
  }

  static Throwable failure(CompletableFuture<?> answer) {
    try {
      throw new AssertionError("answered " + answer.get(10, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
