package io.mozpool.server.device;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The devices whose power is being switched on. A quick board, or a slow relay, lets a device's
 * events overtake the relay's answer; such events wait until the machine has heard that answer, and
 * are then handled one after the other, in the order in which they came.
 */
final class ComingUp {

  /**
   * The queue of one device.
   *
   * @param answer completed when the machine has heard the relay's answer
   * @param last completed when all that have come so far are handled
   */
  private record Queue(CompletableFuture<Boolean> answer, CompletableFuture<?> last) {}

  private final Map<Long, Queue> queues = new HashMap<>();

  /** Begins to hold events back; those that wait for an earlier answer go ahead of them. */
  void begin(long device) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    CompletableFuture<Boolean> last = new CompletableFuture<>();
    Optional<Queue> earlier = replace(device, new Queue(answer, last));
    handled(earlier)
        .thenCompose(all -> answer)
        .thenRun(() -> leave(device, last, () -> last.complete(true)));
    earlier.ifPresent(ComingUp::letGo);
  }

  /** The machine has heard how it went. */
  void end(long device) {
    queue(device).ifPresent(ComingUp::letGo);
  }

  /** Whether events of the device wait, for an answer or for each other. */
  boolean isAwaited(long device) {
    return queue(device).isPresent();
  }

  /** Does something at once, or after the answer that the device's machine is about to hear. */
  <T> CompletableFuture<T> then(long device, Supplier<CompletableFuture<T>> next) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Optional<Queue> joined = join(device, result);
    if (joined.isEmpty()) {
      return next.get();
    }
    handled(joined)
        .thenCompose(before -> next.get())
        .whenComplete(
            (done, failure) ->
                leave(
                    device,
                    result,
                    () -> {
                      if (failure == null) {
                        result.complete(done);
                      } else {
                        result.completeExceptionally(failure);
                      }
                    }));
    return result;
  }

  private synchronized Optional<Queue> queue(long device) {
    return Optional.ofNullable(queues.get(device));
  }

  private synchronized Optional<Queue> replace(long device, Queue queue) {
    return Optional.ofNullable(queues.put(device, queue));
  }

  /** The queue as it was before somebody joined it; empty where there is none. */
  private synchronized Optional<Queue> join(long device, CompletableFuture<?> joining) {
    Optional<Queue> before = queue(device);
    before.ifPresent(queue -> queues.put(device, new Queue(queue.answer(), joining)));
    return before;
  }

  /** Whoever leaves last closes the queue; only then does anybody hear of it. */
  private void leave(long device, CompletableFuture<?> leaving, Runnable tell) {
    synchronized (this) {
      queue(device)
          .filter(queue -> queue.last() == leaving)
          .ifPresent(queue -> queues.remove(device));
    }
    tell.run();
  }

  private static void letGo(Queue queue) {
    queue.answer().complete(true);
  }

  private static CompletableFuture<Boolean> handled(Optional<Queue> earlier) {
    return earlier
        .map(queue -> queue.last().handle((result, failure) -> true))
        .orElseGet(() -> CompletableFuture.completedFuture(true));
  }
}
