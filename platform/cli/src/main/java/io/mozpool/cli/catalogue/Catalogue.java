package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hardware types, PXE configs, images and links, by their names, in the order in which they were
 * added. One that is not complete has only some of its attributes.
 */
final class Catalogue {

  private final Map<Section, Map<List<String>, JsonObject>> sections = new EnumMap<>(Section.class);

  /**
   * Adds one.
   *
   * @return false where it is there already
   */
  boolean add(Section section, List<String> name, JsonObject attributes) {
    return all(section).putIfAbsent(name, attributes) == null;
  }

  /** The attributes of all in a section, by their names. */
  Map<List<String>, JsonObject> of(Section section) {
    return Collections.unmodifiableMap(all(section));
  }

  boolean has(Section section, List<String> name) {
    return all(section).containsKey(name);
  }

  private Map<List<String>, JsonObject> all(Section section) {
    return sections.computeIfAbsent(section, empty -> new LinkedHashMap<>());
  }
}
