package io.mozpool.server.machine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the same thing again and again, once for all who ask while it is being done: each of them
 * gets what a round made that began after it was asked for. Any thread may ask.
 *
 * @param <T> what a round makes
 */
public final class Rounds<T> {

  private final Executor executor;
  private final Supplier<CompletableFuture<T>> round;
  private @Nullable CompletableFuture<T> next;
  private boolean running;

  /**
   * @param executor runs what begins a round, and what ends it
   * @param round does it once
   */
  public Rounds(Executor executor, Supplier<CompletableFuture<T>> round) {
    this.executor = executor;
    this.round = round;
  }

  /**
   * What the next round makes.
   *
   * @return completed on the executor, exceptionally where the round failed
   */
  public synchronized CompletableFuture<T> next() {
    CompletableFuture<T> asked = next;
    if (asked == null) {
      asked = new CompletableFuture<>();
      next = asked;
      begin();
    }
    return asked;
  }

  private void begin() {
    if (!running && next != null) {
      running = true;
      executor.execute(this::run);
    }
  }

  private void run() {
    CompletableFuture<T> asked = take();
    CompletableFuture.completedFuture(asked)
        .thenCompose(begun -> round.get())
        .whenCompleteAsync(
            (made, failure) -> {
              end();
              if (failure == null) {
                asked.complete(made);
              } else {
                asked.completeExceptionally(failure);
              }
            },
            executor);
  }

  private synchronized CompletableFuture<T> take() {
    CompletableFuture<T> asked = next == null ? new CompletableFuture<>() : next;
    next = null;
    return asked;
  }

  private synchronized void end() {
    running = false;
    begin();
  }
}
