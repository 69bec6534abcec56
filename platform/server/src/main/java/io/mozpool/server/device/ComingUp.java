package io.mozpool.server.device;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The devices whose power is being switched on. A quick board, or a slow relay, lets a device's
 * first event overtake the relay's answer; such an event waits until the machine has heard that
 * answer.
 */
final class ComingUp {

  private final Map<Long, CompletableFuture<Void>> answers = new ConcurrentHashMap<>();

  void begin(long device) {
    CompletableFuture<Void> earlier = answers.put(device, new CompletableFuture<>());
    if (earlier != null) {
      earlier.complete(null);
    }
  }

  /** The machine has heard how it went. */
  void end(long device) {
    CompletableFuture<Void> answer = answers.remove(device);
    if (answer != null) {
      answer.complete(null);
    }
  }

  /** Whether its machine is about to hear an answer. */
  boolean isAwaited(long device) {
    return answers.containsKey(device);
  }

  /** Does something at once, or after the answer that the device's machine is about to hear. */
  <T> CompletableFuture<T> then(long device, Supplier<CompletableFuture<T>> next) {
    CompletableFuture<Void> answer = answers.get(device);
    return answer == null ? next.get() : answer.thenCompose(heard -> next.get());
  }
}
