package io.mozpool.host.call;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * First come, first served, for each key: one has the turn, the others wait and hold no thread. The
 * key {@code ""} is always free.
 */
final class Turns {

  /** Those who wait, by key; a key is there as long as somebody has its turn. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  /** Runs the entrant when it has the turn: at once, or on the thread of who had it before. */
  void take(String key, Runnable entrant) {
    if (key.isEmpty() || enter(key, entrant)) {
      entrant.run();
    }
  }

  /** Stops waiting; false where the entrant does not wait, because it has the turn or had it. */
  synchronized boolean leave(String key, Runnable entrant) {
    Queue<Runnable> queue = waiting.get(key);
    return queue != null && queue.remove(entrant);
  }

  /** Gives the turn to who has waited longest; false where nobody waits, and it is kept then. */
  boolean handOver(String key) {
    Runnable next = next(key);
    if (next != null) {
      next.run();
    }
    return key.isEmpty() || next != null;
  }

  /** Gives the turn away, to somebody or nobody. */
  void release(String key) {
    Runnable next = nextOrNobody(key);
    if (next != null) {
      next.run();
    }
  }

  private synchronized boolean enter(String key, Runnable entrant) {
    Queue<Runnable> queue = waiting.get(key);
    if (queue == null) {
      waiting.put(key, new ArrayDeque<>());
      return true;
    }
    queue.add(entrant);
    return false;
  }

  private synchronized @Nullable Runnable next(String key) {
    Queue<Runnable> queue = waiting.get(key);
    return queue == null ? null : queue.poll();
  }

  private synchronized @Nullable Runnable nextOrNobody(String key) {
    Runnable next = next(key);
    if (next == null) {
      waiting.remove(key);
    }
    return next;
  }
}
