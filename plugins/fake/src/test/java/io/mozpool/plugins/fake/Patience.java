package io.mozpool.plugins.fake;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what comes about on its own. */
final class Patience {

  private Patience() {}

  static <T> T until(Callable<T> attempt) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(attempt, result -> result != null);
  }

  static void untilTrue(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition);
  }
}
