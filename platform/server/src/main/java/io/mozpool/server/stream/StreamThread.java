package io.mozpool.server.stream;

import io.mozpool.server.database.Outage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the event stream. What fails on it is logged, if it is no outage. */
final class StreamThread {

  private static final Logger LOG = LoggerFactory.getLogger(StreamThread.class);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, StreamThread::named, new ThreadPoolExecutor.DiscardPolicy());

  /** Has something done again and again, with a pause between. */
  void repeat(Runnable task, long pauseMillis) {
    thread.scheduleWithFixedDelay(guarded(task), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
  }

  /** Has something done; nothing after the end. */
  void execute(Runnable task) {
    thread.execute(guarded(task));
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

  private static Thread named(Runnable task) {
    Thread thread = new Thread(task, "event-stream");
    thread.setDaemon(true);
    return thread;
  }
}
