package io.mozpool.server.web;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that answer calls. There are never more than so many; calls beyond that wait. */
public final class CallThreads extends ThreadPoolExecutor {

  private static final int IDLE_SECONDS = 60;

  private final Load load;

  /**
   * @param prefix of the threads' names
   * @param load is told of every call
   */
  public CallThreads(String prefix, int threads, Load load) {
    super(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    this.load = load;
    AtomicInteger count = new AtomicInteger();
    setThreadFactory(call -> new Thread(call, prefix + count.incrementAndGet()));
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
