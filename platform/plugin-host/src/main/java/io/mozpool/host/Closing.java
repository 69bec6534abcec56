package io.mozpool.host;

import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what plugins made, the last one first. A plugin that fails at it, or does not come back
 * from it, holds up nobody.
 */
record Closing(List<Contribution> contributions) {

  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private static final long PATIENCE_MILLIS = 3_000;

  void close() {
    for (int i = contributions.size() - 1; i >= 0; i--) {
      Bound<?> made = contributions.get(i).made();
      if (made.driver() instanceof AutoCloseable closeable) {
        closeInTime(made, closeable);
      }
    }
  }

  private static void closeInTime(Bound<?> made, AutoCloseable closeable) {
    Thread thread =
        Threads.ofProcess()
            .start(Role.BACKGROUND, "close " + made.pluginId(), () -> close(made, closeable));
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.error(
          "plugin {} has not closed {} within {} ms", made.pluginId(), closeable, PATIENCE_MILLIS);
    }
  }

  private static void close(Bound<?> made, AutoCloseable closeable) {
    try {
      made.inContext(
          () -> {
            closeable.close();
            return true;
          });
    } catch (Throwable e) { // whatever a plugin throws, the others are closed
      log.error("plugin {} cannot close {}", made.pluginId(), closeable, e);
    }
  }
}
