package io.mozpool.server.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How many calls wait or are being answered, and whether that is enough. Any thread may call. */
public final class Load {

  /** The name of the threads that are kept for those who hold a device. */
  public static final String HOLDERS = "holders";

  private final AtomicInteger calls = new AtomicInteger();
  private final LongAdder refused = new LongAdder();
  private final int most;

  /**
   * @param most calls at once, beyond which clients are refused
   */
  public Load(int most) {
    this.most = most;
  }

  /** Whether a client is to come again later. */
  boolean isFull() {
    return calls.get() >= most;
  }

  /**
   * The same of those who hold a device, and would lose it: what newcomers are refused is theirs.
   */
  boolean isFullForHolders() {
    return calls.get() >= 2 * most;
  }

  /** Whether even those are to come again later who are answered from memory or refused last. */
  boolean isFullForQuickCalls() {
    return calls.get() >= 2 * most;
  }

  /** How many calls are under way. */
  public int calls() {
    return calls.get();
  }

  /** How many clients were told to come again, since the start. */
  public long refused() {
    return refused.sum();
  }

  void refuse() {
    refused.increment();
  }

  /** How many calls at once, for people. */
  int most() {
    return most;
  }

  /** Counts a call that no thread waits for until its answer is there. */
  public <T> CompletableFuture<T> counted(Supplier<CompletableFuture<T>> call) {
    begun();
    try {
      return call.get().whenComplete((answer, failure) -> ended());
    } catch (RuntimeException e) {
      ended();
      throw e;
    }
  }

  void begun() {
    calls.incrementAndGet();
  }

  void ended() {
    calls.decrementAndGet();
  }
}
