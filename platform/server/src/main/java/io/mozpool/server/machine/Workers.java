package io.mozpool.server.machine;

import io.mozpool.server.database.Outage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of the machines: some that work and may ask the database, one that only keeps time.
 */
public final class Workers implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor scheduler;

  /**
   * @param count how many may ask the database at the same time
   */
  public Workers(int count) {
    this.workers = Executors.newFixedThreadPool(count, named("worker-"));
    this.scheduler = new ScheduledThreadPoolExecutor(1, named("timer-"), new DiscardPolicy());
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Runs a task on a worker; what it throws is logged, if it is no outage. After the end of all,
   * nothing happens.
   */
  @Override
  public void execute(Runnable task) {
    if (workers.isShutdown()) {
      return;
    }
    workers.execute(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            if (!Outage.caused(e)) {
              LOG.error("a task failed: {}", e.getMessage(), e);
            }
          }
        });
  }

  /** Keeps time. Its tasks must not block: they hand over to a worker. */
  public ScheduledExecutorService scheduler() {
    return scheduler;
  }

  /** Time stands still from now on; what is timed then never comes. */
  public void stopTime() {
    scheduler.shutdownNow();
  }

  @Override
  public void close() {
    stopTime();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
