package io.mozpool.server.device;

import io.mozpool.server.database.Moments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The states of devices as they were a few seconds ago, for those who ask often. */
@Singleton
final class StateCache {

  /** How old what is answered may be. */
  static final Duration AGE = Duration.ofSeconds(5);

  /**
   * A state.
   *
   * @param until when it is too old to be answered, UTC
   */
  record Cached(String state, LocalDateTime until) {}

  private final Map<String, Cached> states = new ConcurrentHashMap<>();
  private final Clock clock;

  StateCache(Clock clock) {
    this.clock = clock;
  }

  Optional<Cached> get(String device) {
    return Optional.ofNullable(states.get(device))
        .filter(cached -> Moments.now(clock).isBefore(cached.until()));
  }

  /** Keeps what was just read of a device that exists. */
  Cached put(String device, String state) {
    Cached cached = new Cached(state, Moments.now(clock).plus(AGE));
    states.put(device, cached);
    return cached;
  }
}
