package io.mozpool.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a server.
 *
 * @param path with the query
 * @param key makes it safe to send a POST twice
 * @param patience how long the answer may take
 */
record Call(
    String method,
    String path,
    @Nullable JsonObject body,
    Optional<String> key,
    Duration patience) {

  /** Whether it does the same when it arrives twice. */
  boolean repeatable() {
    return !method.equals("POST") || key.isPresent();
  }
}
