package io.mozpool.server.machine;

import io.mozpool.server.database.Outage;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the machines, which work and may ask the database; at once or in some time. */
public final class Workers implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final Threads threads;
  private final Time time;
  private final ExecutorService workers;
  private volatile boolean timeStands;

  /**
   * @param count the number of threads, which may all ask the database at the same time
   */
  public Workers(Threads threads, Time time, int count) {
    this.threads = threads;
    this.time = time;
    this.workers = threads.pool(Role.CORE, "worker", count);
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
            threads.check(e);
            if (!Outage.caused(e)) {
              LOG.error("a task failed: {}", e.getMessage(), e);
            }
          }
        });
  }

  /** Runs a task on a worker in some time, unless time stands still by then. */
  public Scheduled after(Duration delay, Runnable task) {
    return time.after(delay, this::executeInTime, task);
  }

  /** Runs a task on a worker again and again, until time stands still. */
  public Scheduled every(Duration delay, Duration period, Runnable task) {
    return time.every(delay, period, this::executeInTime, task);
  }

  /** The time that tasks wait for. */
  public Time time() {
    return time;
  }

  /** Ends the process where a future of a worker's has failed by an Error. */
  public void check(@Nullable Throwable failure) {
    threads.check(failure);
  }

  /** Time stands still from now on; what is timed then never comes. */
  public void stopTime() {
    timeStands = true;
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

  private void executeInTime(Runnable task) {
    if (!timeStands) {
      execute(task);
    }
  }
}
