package io.mozpool.host;

import java.util.List;
import java.util.Optional;

/**
 * A plugin, for people to read.
 *
 * @param id the id; of a jar that cannot be read, what its file name suggests
 * @param version the plugin's version; this and the following are empty where the jar does not say
 * @param requires which versions of the API it says it works with
 * @param failure why it failed, as a sentence
 * @param contributions what it extends; also of a failed plugin, as far as it got
 * @param settings its settings, where it came far enough to have them bound
 */
public record PluginInfo(
    String id,
    String version,
    String provider,
    String description,
    String license,
    String requires,
    State state,
    Optional<String> failure,
    List<Extension> contributions,
    List<SettingInfo> settings) {

  /** What became of a plugin at the start. */
  public enum State {
    /** It works. */
    STARTED,
    /** It is out of order, and all that it would contribute is missing. */
    FAILED,
    /** The configuration says to leave it alone. */
    DISABLED
  }

  /**
   * Something that a plugin contributes.
   *
   * @param point the simple name of the extension point
   * @param name the name that it goes by there
   */
  public record Extension(String point, String name) {}

  public PluginInfo {
    contributions = List.copyOf(contributions);
    settings = List.copyOf(settings);
  }
}
