package io.mozpool.host;

import io.mozpool.time.Stopwatch;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what plugins made, the last one first, and their jars. A plugin that fails at it, or does
 * not come back from it, holds up nobody for long.
 */
final class Closing {

  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Patience patience;
  private final Stopwatch begun = Stopwatch.start();

  /** Begins now. */
  Closing(Patience patience) {
    this.patience = patience;
  }

  void drivers(List<Contribution> contributions) {
    for (int i = contributions.size() - 1; i >= 0; i--) {
      Bound<?> made = contributions.get(i).made();
      if (made.driver() instanceof AutoCloseable closeable) {
        close(made.pluginId(), closeable, made);
      }
    }
  }

  void jars(Collection<PluginLoading> loadings) {
    for (PluginLoading loading : loadings) {
      close(
          loading.pluginId(),
          loading,
          new Bound<>(loading, loading.pluginId(), PluginHost.class.getClassLoader()));
    }
  }

  private void close(String plugin, AutoCloseable closeable, Bound<?> context) {
    Errand<Boolean> errand =
        Errand.begin(
            "mozpool-close " + plugin,
            () ->
                context.inContext(
                    () -> {
                      closeable.close();
                      return true;
                    }));
    String what = closeable instanceof PluginLoading ? "itself" : closeable.getClass().getName();
    if (!errand.isBackWithin(allowed())) {
      errand.interrupt();
      log.error("plugin {} has not closed {} in time", plugin, what, errand.whereItStands());
      return;
    }
    try {
      errand.answer();
    } catch (ExecutionException e) {
      log.error("plugin {} cannot close {}", plugin, what, e.getCause());
    }
  }

  /** The last ones are told to close even when nobody can wait for them any more. */
  private Duration allowed() {
    Duration left = patience.closingAll().minus(begun.elapsed());
    Duration allowed = left.compareTo(patience.closing()) < 0 ? left : patience.closing();
    return allowed.isNegative() ? Duration.ZERO : allowed;
  }
}
