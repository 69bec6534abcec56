package io.mozpool.host;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plugin of which all is known, and nothing is made yet.
 *
 * @param plugin the plugin, for its class loader
 * @param settings what was bound, by the offers whose factories want it; by identity
 * @param shown the settings, for people to read
 * @param problems what is wrong with them
 */
record Prepared(
    Bound<?> plugin,
    List<Offer> offers,
    Map<Offer, Record> settings,
    List<SettingInfo> shown,
    Set<String> problems) {

  /** The little that is known of a plugin that could not be prepared. */
  static final Prepared NOTHING =
      new Prepared(
          new Bound<>("nothing", "", Prepared.class.getClassLoader()),
          List.of(),
          Collections.emptyMap(),
          List.of(),
          Set.of());
}
