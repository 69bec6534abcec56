package io.mozpool.host;

import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the host lends to one plugin. Its directory is made when it is first asked for: commands
 * that need none leave none behind.
 */
record HostContext(Clock clock, Path dataDirectory, BootFiles bootFiles) implements PluginContext {

  /** The same for one plugin, with a directory of its own. */
  HostContext of(String pluginId) {
    return new HostContext(clock, dataDirectory.resolve(pluginId), bootFiles);
  }

  @Override
  public Path dataDirectory() {
    try {
      return Files.createDirectories(dataDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
