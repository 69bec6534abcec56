package io.mozpool.host;

/**
 * A driver threw what no driver may throw, or did not come back; the cause is what it threw. A
 * failure of that attempt like any other, but one that its plugin's author should hear of.
 */
public final class PluginBugException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pluginId;

  private PluginBugException(String pluginId, String problem, Throwable cause) {
    super("bug of plugin " + pluginId + ": " + problem, cause);
    this.pluginId = pluginId;
  }

  /**
   * The exception for something that a driver threw.
   *
   * @param subject what it was asked for
   */
  public static PluginBugException of(String pluginId, String subject, Throwable thrown) {
    Throwable harmless = ThrownByPlugin.harmless(thrown);
    return new PluginBugException(pluginId, subject + ": " + harmless, harmless);
  }

  /** The plugin whose bug it is. */
  public String pluginId() {
    return pluginId;
  }
}
