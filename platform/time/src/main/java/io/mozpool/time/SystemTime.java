package io.mozpool.time;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time of the JDK. One thread of the core keeps it, and only hands tasks over. */
public final class SystemTime implements Time, AutoCloseable {

  private final Threads threads;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param threads starts the thread that keeps the time
   */
  public SystemTime(Threads threads) {
    this.threads = threads;
    this.timer = threads.timer("timer");
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Scheduled after(Duration delay, Executor executor, Runnable task) {
    Future<?> waiting =
        timer.schedule(
            threads.guarded(Role.CORE, () -> Handover.to(executor, task)),
            delay.toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> waiting.cancel(false);
  }

  @Override
  public Scheduled every(Duration delay, Duration period, Executor executor, Runnable task) {
    return new Recurring(this, period, executor, task).start(delay);
  }

  @Override
  public Random random(String purpose) {
    return new Random();
  }

  /** Stops the time: nothing is handed over any more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
