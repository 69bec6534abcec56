package io.mozpool.bench.load;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the clients of a load say. All calls come from the load's one thread; none may block. */
public interface Script {

  /**
   * The next request of a client, which has no other under way; null where there is nothing to ask
   * now. Then it is asked again in a millisecond.
   *
   * @param client from 0
   */
  byte @Nullable [] next(int client);

  /**
   * From when it counts how long a question takes that was asked now.
   *
   * @param client who asked it
   * @param now in nanoseconds, as {@link System#nanoTime()} says them; never 0 in return
   */
  default long asked(int client, long now) {
    return now;
  }

  /** What is wrong with the answer that a client got; empty where it is the one that is wanted. */
  Optional<String> fault(int client, Answer answer);

  /**
   * These requests in turn, for ever.
   *
   * @param wanted what every answer contains, beside its status 200
   */
  static Script of(List<byte[]> requests, String wanted) {
    return new Turns(requests, wanted);
  }
}
