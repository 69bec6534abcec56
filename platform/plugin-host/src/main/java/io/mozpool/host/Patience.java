package io.mozpool.host;

import java.time.Duration;

/**
 * How long plugins may take at start and end.
 *
 * @param naming how long a step of the start may take before the log names its plugin
 * @param failing how long it may take before the plugin counts as failed
 * @param closing how long one thing of a plugin may take to be closed
 * @param closingAll how long all of them may take together
 */
record Patience(Duration naming, Duration failing, Duration closing, Duration closingAll) {

  /** The patience of a server. */
  static Patience standard() {
    return new Patience(
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(3),
        Duration.ofSeconds(6));
  }
}
