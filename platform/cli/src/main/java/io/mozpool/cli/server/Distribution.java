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

  /** Has the distribution's scripts served, and its plugins loaded where no directory is named. */
  public static Configuration completed(Configuration given) {
    String property = System.getProperty("mozpool.home");
    if (property == null) {
      return given;
    }
    Path home = Path.of(property).toAbsolutePath();
    Configuration configuration = given.with("mozpool.home", home);
    return configuration.keys(PLUGINS).contains("directory")
        ? configuration
        : configuration.with(PLUGINS + ".directory", home.resolve("plugins"));
  }
}
