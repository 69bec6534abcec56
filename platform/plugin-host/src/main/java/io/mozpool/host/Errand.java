package io.mozpool.host;

import io.mozpool.time.Role;
import io.mozpool.time.Stopwatch;
import io.mozpool.time.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A piece of plugin code on a thread of its own, so that whoever needs it can stop waiting. What it
 * throws is harmless to read.
 */
final class Errand<R> {

  private static final ExecutorService THREADS =
      Threads.ofProcess().pool(Role.BACKGROUND, "mozpool-plugin");

  private final CompletableFuture<R> result = new CompletableFuture<>();
  private final Stopwatch begun = Stopwatch.start();
  private volatile @Nullable Thread thread;

  private Errand() {}

  /** Begins one at once. */
  static <R> Errand<R> begin(String name, Callable<R> code) {
    Errand<R> errand = new Errand<>();
    THREADS.execute(() -> errand.run(name, code));
    return errand;
  }

  /** Waits until it has come back, or until that much time has passed since it began. */
  boolean isBackWithin(Duration sinceBegin) {
    long left = sinceBegin.minus(begun.elapsed()).toNanos();
    try {
      result.handle((done, failure) -> true).get(Math.max(0, left), TimeUnit.NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return result.isDone();
    } catch (TimeoutException e) {
      return result.isDone();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of one that is back. */
  R answer() throws ExecutionException {
    try {
      return result.get(0, TimeUnit.NANOSECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("not back yet", e);
    }
  }

  /** Asks it to end; it may take no notice. */
  synchronized void interrupt() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  /** The place where its thread is just now, to be logged. */
  Throwable whereItStands() {
    Throwable where = new Throwable("where it stands");
    Thread running = thread;
    if (running != null) {
      where.setStackTrace(running.getStackTrace());
    }
    return where;
  }

  private void run(String name, Callable<R> code) {
    Thread current = Thread.currentThread();
    String before = current.getName();
    current.setName(name);
    thread = current;
    try {
      result.complete(code.call());
    } catch (Throwable e) { // whatever a plugin throws
      result.completeExceptionally(ThrownByPlugin.harmless(e));
    } finally {
      leave();
      current.setName(before);
    }
  }

  /** An interrupt that comes late is not for the next one on this thread. */
  private synchronized void leave() {
    thread = null;
    Thread.interrupted();
  }
}
