package io.mozpool.host;

import io.mozpool.plugin.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the configuration says of plugins below {@code mozpool.plugins}, but for their settings.
 *
 * @param directory where the jars are
 * @param disabled ids of plugins that are left alone
 */
public record PluginsConfig(
    @Setting(value = "The directory of the plugins' jars.", defaultValue = "plugins")
        Path directory,
    @Setting("Ids of plugins that are not started.") List<String> disabled) {

  static final String SETTINGS = "mozpool.plugins.settings";

  /**
   * Reads it.
   *
   * @throws ConfigurationException where it is wrong
   */
  public static PluginsConfig of(Configuration configuration) {
    return configuration.bind("mozpool.plugins", PluginsConfig.class, Set.of("settings"));
  }

  /** The key below which a plugin's settings are. */
  static String settingsOf(String pluginId) {
    return SETTINGS + "." + pluginId;
  }
}
