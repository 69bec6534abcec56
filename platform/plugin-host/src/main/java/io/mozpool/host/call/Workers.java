package io.mozpool.host.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
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

  static Workers create(int platformThreads) {
    return Runtime.version().feature() < VIRTUAL_SINCE
        ? new Workers(daemons("mozpool-call-"), platformThreads)
        : new Workers(virtual(), Integer.MAX_VALUE);
  }

  /** Daemon threads as needed, each kept for a minute after its last task. */
  static ExecutorService daemons(String name) {
    return Executors.newCachedThreadPool(daemon(name));
  }

  /** Makes daemon threads, numbered. */
  static ThreadFactory daemon(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
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
    long end = System.nanoTime() + patience.toNanos();
    while (busy > 0 && end - System.nanoTime() > 0) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
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

  private static ExecutorService virtual() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no virtual threads in Java " + Runtime.version(), e);
    }
  }
}
