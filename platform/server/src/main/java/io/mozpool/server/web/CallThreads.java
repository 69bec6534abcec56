package io.mozpool.server.web;

import io.mozpool.time.Threads;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Threads that answer calls. There are never more than so many; calls beyond that wait. */
public final class CallThreads extends ThreadPoolExecutor {

  private static final int IDLE_SECONDS = 60;

  private final Load load;

  /**
   * @param name of the threads
   * @param load is told of every call
   */
  public CallThreads(String name, int threads, Load load) {
    super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    this.load = load;
    setThreadFactory(Threads.ofProcess().factory(name));
    allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable call) {
    load.begun();
    super.execute(call);
  }

  @Override
  protected void afterExecute(Runnable call, @Nullable Throwable failure) {
    load.ended();
  }
}
