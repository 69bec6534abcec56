package io.mozpool.plugin;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the host lends to a plugin. Safe for use by any thread. Grows by default methods only.
 *
 * @since 1.0
 */
public interface PluginContext {

  /** The host's clock, in UTC. */
  Clock clock();

  /** A directory of the plugin's own that survives restarts. It exists and can be written. */
  Path dataDirectory();

  /** The files that devices may fetch to boot; answers nothing until the host is up. */
  BootFiles bootFiles();

  /**
   * Has a number shown among the metrics of the host that only grows: how often something has
   * happened since the start.
   *
   * @param name of lower-case letters, digits and underscores, and unique within the plugin; {@code
   *     files} of plugin {@code pxe} is shown as {@code mozpool_plugin_pxe_files_total}
   * @param help one sentence for the operator, with the unit where there is one
   * @param value asked whenever the metrics are read, by any thread; returns at once
   * @throws IllegalArgumentException where the name is taken, or not such a one
   */
  default void counter(String name, String help, LongSupplier value) {}

  /**
   * Pauses the calling thread, as before a server is asked again that has too much to do. In tests
   * no time passes but the manual clock's.
   *
   * @throws DriverException {@link DriverException.Reason#TIMED_OUT}, at once, where the deadline
   *     leaves less time
   * @throws InterruptedException where the thread was interrupted
   * @since 2.0
   */
  default void pause(Duration time, Deadline deadline)
      throws DriverException, InterruptedException {
    if (deadline.remaining().compareTo(time) <= 0) {
      throw new DriverException(
          DriverException.Reason.TIMED_OUT,
          "a pause of %d ms is longer than the time that is left".formatted(time.toMillis()));
    }
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /**
   * As {@link #counter}, of a number that goes up and down: how many there are just now. {@code
   * active} of plugin {@code pxe} is shown as {@code mozpool_plugin_pxe_active}.
   */
  default void gauge(String name, String help, LongSupplier value) {}
}
