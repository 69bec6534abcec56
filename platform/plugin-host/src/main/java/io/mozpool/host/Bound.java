package io.mozpool.host;

import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * A driver object with the plugin it came from.
 *
 * @param driver what the plugin made
 * @param loader the plugin's class loader
 */
public record Bound<T>(T driver, String pluginId, ClassLoader loader) {

  public Bound {
    Objects.requireNonNull(driver, () -> "plugin " + pluginId + " answered null");
  }

  /** Another object of the same plugin. */
  <U> Bound<U> with(U other) {
    return new Bound<>(other, pluginId, loader);
  }

  /** Runs code of the plugin with its class loader as the thread's context class loader. */
  public <R> R inContext(Callable<R> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
