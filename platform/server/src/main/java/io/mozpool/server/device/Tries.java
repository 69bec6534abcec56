package io.mozpool.server.device;

import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Step;
import io.mozpool.server.machine.Counters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often a device has tried what it does in its state.
 *
 * @param number of the try that is under way, from 1
 * @param of how many there are before it gives up
 */
@Serdeable
public record Tries(int number, int of) {

  /** Reads tries off counters, by the limits of a table. */
  public static final class Reader {

    private record Limit(String counter, int tolerated) {}

    private final Map<String, Limit> limits = new HashMap<>();

    public Reader(Lifecycle<?, ?, ?> lifecycle) {
      lifecycle
          .rows()
          .forEach(
              row ->
                  row.failures()
                      .ifPresent(count -> limits.put(row.state().wireName(), limit(count))));
    }

    /** Null where the state makes no tries. */
    public @Nullable Tries of(String state, @Nullable String counters) {
      Limit limit = limits.get(state);
      if (limit == null) {
        return null;
      }
      int failures = Counters.parse(counters).getOrDefault(limit.counter, 0);
      return new Tries(failures + 1, limit.tolerated + 1);
    }

    private static Limit limit(Step.Count<?, ?, ?> count) {
      return new Limit(count.counter(), count.tolerated());
    }
  }
}
