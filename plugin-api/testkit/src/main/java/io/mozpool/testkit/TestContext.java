package io.mozpool.testkit;

import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.PluginContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What a test lends to a plugin in the host's place.
 *
 * @param clock the clock, mostly a {@link ManualClock}
 * @param dataDirectory a directory that the test cleans up
 * @param bootFiles the files that devices may fetch
 * @since 1.0
 */
public record TestContext(Clock clock, Path dataDirectory, BootFiles bootFiles)
    implements PluginContext {

  /** A context with a {@link ManualClock}, this directory and no boot files. */
  public static TestContext in(Path dataDirectory) {
    return new TestContext(new ManualClock(), dataDirectory, (name, source) -> Optional.empty());
  }

  /** The same context with these boot files. */
  public TestContext with(BootFiles files) {
    return new TestContext(clock, dataDirectory, files);
  }
}
