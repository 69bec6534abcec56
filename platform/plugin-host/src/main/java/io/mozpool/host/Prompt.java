package io.mozpool.host;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Calls plugin code that ought to answer at once. A plugin that does not is asked nothing more
 * until it has come back, so that it takes one caller's time and one thread. Safe for use by any
 * thread.
 */
final class Prompt {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration patience;
  private final Map<String, Errand<?>> late = new ConcurrentHashMap<>();

  Prompt() {
    this(PATIENCE);
  }

  Prompt(Duration patience) {
    this.patience = patience;
  }

  /**
   * Calls code of the plugin that something is bound to.
   *
   * @param subject what is asked for
   * @throws IllegalArgumentException as the plugin threw it, where that was its answer
   * @throws PluginBugException where it threw anything else, or did not answer in time
   */
  <R> R call(Bound<?> plugin, String subject, Callable<R> code) {
    String id = plugin.pluginId();
    Errand<?> earlier = late.get(id);
    if (earlier != null && !earlier.isBackWithin(Duration.ZERO)) {
      throw notBack(id, subject, earlier);
    }
    Errand<R> errand = Errand.begin("mozpool-plugin " + subject, () -> plugin.inContext(code));
    if (!errand.isBackWithin(patience)) {
      errand.interrupt();
      late.put(id, errand);
      throw notBack(id, subject, errand);
    }
    late.remove(id);
    try {
      return errand.answer();
    } catch (ExecutionException e) {
      throw meaningOf(id, subject, e.getCause() == null ? e : e.getCause());
    }
  }

  private static RuntimeException meaningOf(String id, String subject, Throwable thrown) {
    return thrown instanceof IllegalArgumentException answer
        ? answer
        : PluginBugException.of(id, subject, thrown);
  }

  private PluginBugException notBack(String id, String subject, Errand<?> errand) {
    Throwable where = errand.whereItStands();
    IllegalStateException late =
        new IllegalStateException("has not come back within " + patience.toMillis() + " ms", where);
    return PluginBugException.of(id, subject, late);
  }
}
