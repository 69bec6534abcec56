package io.mozpool.host.call;

import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.TimedWait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that calls run on: virtual ones where the JVM has them, else up to a limit. A thread
 * takes the next task as soon as it is done with one, and a task beyond the limit waits.
 */
final class Workers {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  /** Before this release a virtual thread that blocks within {@code synchronized} holds a CPU. */
  private static final int VIRTUAL_SINCE = 24;

  private final ExecutorService threads;
  private final int limit;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int busy;

  private Workers(ExecutorService threads, int limit) {
    this.threads = threads;
    this.limit = limit;
  }

  static Workers create(Threads threads, int platformThreads) {
    return Runtime.version().feature() < VIRTUAL_SINCE
        ? new Workers(threads.pool(Role.BACKGROUND, "mozpool-call"), platformThreads)
        : new Workers(threads.virtual(), Integer.MAX_VALUE);
  }

  void execute(Runnable task) {
    synchronized (this) {
      if (busy == limit) {
        waiting.add(task);
        return;
      }
      busy++;
    }
    threads.execute(() -> work(task));
  }

  /** Waits until nothing runs; false where that takes longer. */
  synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
    TimedWait wait = TimedWait.of(patience);
    while (busy > 0 && wait.isLeft()) {
      wait.on(this);
    }
    return busy == 0;
  }

  private void work(Runnable first) {
    for (Runnable task = first; task != null; task = next()) {
      try {
        task.run();
      } catch (Throwable e) { // the thread goes on with the next task
        log.error("a call ended badly", e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable task = waiting.poll();
    if (task == null) {
      busy--;
      notifyAll();
    }
    return task;
  }
}
