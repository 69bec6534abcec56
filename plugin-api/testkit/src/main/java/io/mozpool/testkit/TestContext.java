package io.mozpool.testkit;

import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.PluginContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What a test lends to a plugin in the host's place.
 *
 * @param clock the clock, mostly a {@link ManualClock}
 * @param dataDirectory a directory that the test cleans up
 * @param bootFiles the files that devices may fetch
 * @param metrics the numbers that the plugin has shown, by name
 * @since 1.0
 */
public record TestContext(
    Clock clock, Path dataDirectory, BootFiles bootFiles, Map<String, LongSupplier> metrics)
    implements PluginContext {

  /** A context with a {@link ManualClock}, this directory and no boot files. */
  public static TestContext in(Path dataDirectory) {
    return new TestContext(
        new ManualClock(),
        dataDirectory,
        (name, source) -> Optional.empty(),
        new ConcurrentHashMap<>());
  }

  /** The same context with these boot files. */
  public TestContext with(BootFiles files) {
    return new TestContext(clock, dataDirectory, files, metrics);
  }

  /**
   * A counter or gauge of the plugin, as it is now.
   *
   * @throws IllegalArgumentException where the plugin shows none of that name
   */
  public long metric(String name) {
    LongSupplier value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no metric '%s', expected one of %s".formatted(name, metrics.keySet()));
    }
    return value.getAsLong();
  }

  /** Moves the clock, where it is a {@link ManualClock}, and returns at once. */
  @Override
  public void pause(Duration time, Deadline deadline) throws DriverException {
    deadline.remaining();
    if (clock instanceof ManualClock manual) {
      manual.tick(time);
    }
  }

  @Override
  public void counter(String name, String help, LongSupplier value) {
    gauge(name, help, value);
  }

  @Override
  public void gauge(String name, String help, LongSupplier value) {
    if (metrics.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("there is a metric '%s' already".formatted(name));
    }
  }
}
