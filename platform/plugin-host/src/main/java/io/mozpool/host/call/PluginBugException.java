package io.mozpool.host.call;

/**
 * A driver threw what no driver may throw; the cause is what it threw. A failure of that attempt
 * like any other, but one that its plugin's author should hear of.
 */
public final class PluginBugException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pluginId;

  PluginBugException(String pluginId, String subject, Throwable thrown) {
    super("bug of plugin " + pluginId + ": " + subject + ": " + thrown, thrown);
    this.pluginId = pluginId;
  }

  /** The plugin whose bug it is. */
  public String pluginId() {
    return pluginId;
  }
}
