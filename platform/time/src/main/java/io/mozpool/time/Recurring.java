package io.mozpool.time;

import io.mozpool.time.Time.Scheduled;
import java.time.Duration;
import java.util.concurrent.Executor;

/** A task that is scheduled anew after each of its runs, for a period after the last due moment. */
final class Recurring implements Scheduled {

  private final Time time;
  private final Duration period;
  private final Executor executor;
  private final Runnable task;
  private long dueNanos;
  private boolean cancelled;
  private Scheduled next = () -> {};

  Recurring(Time time, Duration period, Executor executor, Runnable task) {
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("expected a period above zero: " + period);
    }
    this.time = time;
    this.dueNanos = time.nanos();
    this.period = period;
    this.executor = executor;
    this.task = task;
  }

  Recurring start(Duration delay) {
    schedule(delay);
    return this;
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    next.cancel();
  }

  private void run() {
    if (isCancelled()) {
      return;
    }
    try {
      task.run();
    } finally {
      schedule(period);
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized void schedule(Duration wait) {
    if (!cancelled) {
      dueNanos = Math.max(dueNanos + wait.toNanos(), time.nanos());
      next = time.after(Duration.ofNanos(dueNanos - time.nanos()), executor, this::run);
    }
  }
}
