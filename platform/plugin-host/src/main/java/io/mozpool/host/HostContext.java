package io.mozpool.host;

import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.PluginContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What the host lends to one plugin. */
record HostContext(Clock clock, Path dataDirectory, BootFiles bootFiles) implements PluginContext {

  /** The same for one plugin, with a directory of its own that is there. */
  HostContext of(String pluginId) throws IOException {
    return new HostContext(
        clock, Files.createDirectories(dataDirectory.resolve(pluginId)), bootFiles);
  }
}
