package io.mozpool.server.stream;

import io.mozpool.server.database.Outage;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the event stream. What fails on it is logged, if it is no outage. */
final class StreamThread {

  private static final Logger LOG = LoggerFactory.getLogger(StreamThread.class);

  private final Time time;
  private final ExecutorService thread;

  StreamThread(Threads threads, Time time) {
    this.time = time;
    this.thread = threads.pool(Role.BACKGROUND, "event-stream", 1);
  }

  /** Does something again and again. */
  void repeat(Runnable task, Duration period) {
    time.every(period, period, this::execute, task);
  }

  /** Has something done; nothing after the end. */
  void execute(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("the event stream has ended");
    }
  }

  boolean isClosed() {
    return thread.isShutdown();
  }

  /** Has a last thing done, within a second. */
  void close(Runnable last) {
    try {
      thread.submit(last).get(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("readers of the event stream are not told of the end", e);
    }
    thread.shutdownNow();
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        if (!Outage.caused(e)) {
          LOG.error("the event stream stumbled, and goes on", e);
        }
      }
    };
  }
}
