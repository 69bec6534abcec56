package io.mozpool.host.call;

import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Calls drivers, and keeps the promises that were made to both sides: calls in one lane, and calls
 * of one subject, never overlap and come in the order in which they were submitted; a call that
 * takes too long is ended; one that does not end even so keeps its lane and nothing else.
 *
 * <p>Safe for use by any thread. The future that {@link #submit} returns fails with
 *
 * <ul>
 *   <li>{@link io.mozpool.plugin.DriverException} as the driver threw it, or TIMED_OUT where the
 *       deadline ended the call or the window ended before the call began,
 *   <li>{@link io.mozpool.host.PluginBugException} where the driver threw anything else,
 *   <li>CancellationException where it was cancelled, or its permit holds no longer. That takes the
 *       call out of the queue, or ends it as its deadline would.
 * </ul>
 *
 * <p>Futures are completed by the executor given for it, never by a thread of a lane, so what the
 * caller hangs on them may take its time and submit further calls.
 */
public final class GuardedCalls implements AutoCloseable {

  final Turns subjects = new Turns();
  final Turns lanes = new Turns();
  final Time time;
  final Tolerances tolerances;
  final Executor completions;
  final CallListener listener;
  final Workers workers;
  final Supervisor supervisor;
  private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Calls that nobody counts. */
  public GuardedCalls(Time time, Threads threads, Tolerances tolerances, Executor completions) {
    this(time, threads, tolerances, completions, CallListener.NONE);
  }

  /**
   * @param completions completes the futures
   */
  public GuardedCalls(
      Time time,
      Threads threads,
      Tolerances tolerances,
      Executor completions,
      CallListener listener) {
    this.time = time;
    this.tolerances = tolerances;
    this.completions = completions;
    this.listener = listener;
    this.workers = Workers.create(threads, tolerances.platformThreads());
    this.supervisor = new Supervisor(time, threads, tolerances.grace());
  }

  /** Submits a call; returns at once. Fails with CancellationException once this is closed. */
  public <R> CompletableFuture<R> submit(GuardedCall<R> call) {
    Call<R> submitted = new Call<>(this, call);
    open.add(submitted);
    if (closed) { // asked after the call was added, so that closing misses none
      open.remove(submitted);
      return CompletableFuture.failedFuture(new CancellationException("closed"));
    }
    CompletableFuture<R> answer = submitted.start();
    answer.whenComplete((result, failure) -> open.remove(submitted));
    return answer;
  }

  /** One sentence for each call that has not returned within the grace after its end. */
  public List<String> stuck() {
    return supervisor.stuck();
  }

  /** Cancels all calls that there are; those that come later are made. */
  public void cancelAll() {
    open.forEach(Call::cancel);
  }

  /** Cancels all calls and waits a moment for those that run; what is stuck is left behind. */
  @Override
  public void close() {
    closed = true;
    cancelAll();
    try {
      workers.awaitIdle(tolerances.closing());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    supervisor.close();
  }
}
