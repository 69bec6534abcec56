package io.mozpool.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.lifecycle.Lifecycle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operator's timeouts: {@code mozpool.lifecycle.<state>}. A state that both machines have, as
 * {@code ready}, means the one that has a timeout there.
 */
@Singleton
final class LifecycleTimeouts {

  private final Map<String, Duration> configured;

  LifecycleTimeouts(ServerSettings settings) {
    this.configured = settings.lifecycle();
  }

  <F extends Enum<F>, W extends Enum<W>, E extends Enum<E>> Lifecycle<F, W, E> of(
      Lifecycle<F, W, E> standard) {
    Map<String, Duration> own = new HashMap<>(configured);
    own.keySet().retainAll(standard.timeouts().keySet());
    return standard.withTimeouts(own);
  }

  /**
   * Throws ConfigurationException where a key is no state with a timeout of any of the machines.
   */
  void check(Lifecycle<?, ?, ?>... machines) {
    List<String> unknown = unknown(configured.keySet(), machines);
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(unknown);
    }
  }

  /** A sentence for each key that is no state with a timeout of any of the machines. */
  static List<String> unknown(Set<String> keys, Lifecycle<?, ?, ?>... machines) {
    return keys.stream()
        .filter(key -> Arrays.stream(machines).noneMatch(one -> one.timeouts().containsKey(key)))
        .map(
            key -> "mozpool.lifecycle." + key + ": expected the name of a state that has a timeout")
        .toList();
  }
}
