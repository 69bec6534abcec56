package io.mozpool.time;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts all threads of the process, as daemons. An {@link Error} that leaves a task of the core,
 * and the end of a thread of the core before its time, end the process: nobody else would do its
 * work. Safe for use by any thread.
 */
public final class Threads {

  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long KEEP_SECONDS = 60;

  private final Halt halt;
  private final Map<Thread, Long> tasks = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  /** The threads of this JVM, which one that cannot do its job ends. */
  public static Threads ofProcess() {
    return OfProcess.THREADS;
  }

  /**
   * @param halt ends the process
   */
  public Threads(Halt halt) {
    this.halt = halt;
  }

  /** Starts a thread that does one task and ends with it; one of the core ends no other way. */
  public Thread start(Role role, String name, Runnable task) {
    Runnable guarded = role == Role.CORE ? () -> toItsEnd(task) : () -> guarded(role, task).run();
    Thread thread = new Thread(guarded, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Makes an executor of up to so many threads, each kept for a minute after its last task. */
  public ExecutorService pool(Role role, String name, int threads) {
    ThreadPoolExecutor pool = new Pool(role, threads, threads, new LinkedBlockingQueue<>(), name);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Makes an executor of as many threads as there are tasks at a time. */
  public ExecutorService pool(Role role, String name) {
    return new Pool(role, 0, Integer.MAX_VALUE, new SynchronousQueue<>(), name);
  }

  /**
   * Makes an executor of a virtual thread for each task.
   *
   * @throws LinkageError where this JVM has none
   */
  public ExecutorService virtual() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no virtual threads in Java " + Runtime.version(), e);
    }
  }

  /** Makes threads for libraries that manage their own. */
  public ThreadFactory factory(String name) {
    return numbered(name);
  }

  /**
   * Ends the process where a task of the core has failed by an Error; also where a future has
   * caught it. An exception that an Error has caused, of a plugin say, was dealt with by whoever
   * made it.
   */
  public void check(@Nullable Throwable failure) {
    Throwable thrown = failure;
    while (thrown instanceof CompletionException || thrown instanceof ExecutionException) {
      thrown = thrown.getCause();
    }
    if (thrown instanceof Error) {
      halt.now("a task of thread " + Thread.currentThread().getName() + " failed: " + thrown);
    }
  }

  /** Notes that this thread of the core has begun something that may take long. */
  public void busy() {
    tasks.put(Thread.currentThread(), count.incrementAndGet());
  }

  /** Notes that this thread has come to the end of it. */
  public void idle() {
    tasks.remove(Thread.currentThread());
  }

  /** The threads of the core that are busy, each with the number of its present task. */
  public Map<Thread, Long> tasks() {
    return Map.copyOf(tasks);
  }

  /** Ends the process. */
  public void halt(String reason) {
    halt.now(reason);
  }

  /** Makes the thread that keeps the time, which drops what comes after its end. */
  ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, numbered(name), new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return timer;
  }

  /** Wraps a task, so that nothing that leaves it gets lost. */
  Runnable guarded(Role role, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) { // whatever it is
        if (role == Role.CORE) {
          check(e);
        }
        LOG.error("a task of thread {} failed", Thread.currentThread().getName(), e);
      }
    };
  }

  private void toItsEnd(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // whatever it is, nobody goes on with the work
      halt.now("thread " + Thread.currentThread().getName() + " failed: " + e);
    } finally {
      idle();
    }
  }

  private static ThreadFactory numbered(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static final class OfProcess {
    static final Threads THREADS = new Threads(Halt.ofProcess());
  }

  /** Threads whose tasks are guarded, and watched where they are the core's. */
  private final class Pool extends ThreadPoolExecutor {

    private final Role role;

    Pool(Role role, int least, int most, BlockingQueue<Runnable> queue, String name) {
      super(least, most, KEEP_SECONDS, TimeUnit.SECONDS, queue, numbered(name));
      this.role = role;
    }

    @Override
    public void execute(Runnable task) {
      super.execute(role == Role.CORE ? () -> watched(task) : guarded(role, task));
    }

    private void watched(Runnable task) {
      busy();
      try {
        guarded(role, task).run();
      } finally {
        idle();
      }
    }
  }
}
