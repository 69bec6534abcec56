package io.mozpool.plugin;

import java.nio.file.Path;
import java.time.Clock;

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
}
