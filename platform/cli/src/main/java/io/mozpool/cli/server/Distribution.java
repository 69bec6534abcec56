package io.mozpool.cli.server;

import io.mozpool.host.Configuration;
import java.nio.file.Path;

/** What the launcher says of how and from where it was called. */
public final class Distribution {

  private static final String PLUGINS = "mozpool.plugins";

  private Distribution() {}

  /** How the user calls the command. */
  public static String command() {
    return System.getProperty("mozpool.command", "mozpool");
  }

  /** Whether output goes to a terminal that can be drawn on. */
  public static boolean onTerminal() {
    return Boolean.getBoolean("mozpool.terminal");
  }

  /**
   * Says what of the host's log is printed by commands that have it do something for them. Called
   * before they do.
   */
  public static void log(String level) {
    System.setProperty("mozpool.log.level", level);
  }

  /** Has the plugins of the distribution loaded where the configuration names no directory. */
  public static Configuration withPlugins(Configuration configuration) {
    String home = System.getProperty("mozpool.home");
    return home == null || configuration.keys(PLUGINS).contains("directory")
        ? configuration
        : configuration.with(PLUGINS + ".directory", Path.of(home, "plugins").toAbsolutePath());
  }
}
