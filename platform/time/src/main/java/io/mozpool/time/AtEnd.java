package io.mozpool.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A task for the end of the process, whether a signal or a call brings it about. The process waits
 * a while for the task. It knows no log, so that commands can use it that load none.
 */
public final class AtEnd implements AutoCloseable {

  private final Thread hook;

  private AtEnd(Thread hook) {
    this.hook = hook;
  }

  /**
   * Registers a task. Where the process is about to end already, it runs at once.
   *
   * @param name of its thread
   * @param patience how long the process waits for it
   */
  public static AtEnd run(String name, Duration patience, Runnable task) {
    Thread hook = new Thread(() -> runWithin(patience, name, task), name + " at the end");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) { // it is about to
      task.run();
    }
    return new AtEnd(hook);
  }

  /**
   * Withdraws the task. Where the end has come before, blocks until the process is gone: what the
   * caller would go on with is the task's now, which must not call this.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the end has come
      forEver();
    }
  }

  private static void runWithin(Duration patience, String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
