package io.mozpool.server;

import io.mozpool.host.ConfigurationException;
import io.mozpool.lifecycle.Lifecycle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

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
    for (String state : configured.keySet()) {
      boolean known = false;
      for (Lifecycle<?, ?, ?> machine : machines) {
        known |= machine.timeouts().containsKey(state);
      }
      if (!known) {
        throw new ConfigurationException(
            "mozpool.lifecycle." + state + ": expected the name of a state that has a timeout");
      }
    }
  }
}
