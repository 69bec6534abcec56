package io.mozpool.server.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the inventories say.
 *
 * @param bySource of those that could be read, in the order in which they are configured
 * @param failures a sentence for each of the others
 * @param notes what those that could be read say beside their devices
 * @param leftOut devices of which their inventories have not understood something
 */
record Readings(
    Map<String, List<Listed>> bySource,
    List<String> failures,
    List<String> notes,
    Set<Identity> leftOut) {

  Readings {
    bySource = Collections.unmodifiableMap(new LinkedHashMap<>(bySource));
    failures = List.copyOf(failures);
    notes = List.copyOf(notes);
    leftOut = Set.copyOf(leftOut);
  }

  /** The sources that could be read and name no device. */
  Set<String> silent() {
    return bySource.entrySet().stream()
        .filter(each -> each.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The sources that name devices. */
  Set<String> speaking() {
    Set<String> speaking = new LinkedHashSet<>(bySource.keySet());
    speaking.removeAll(silent());
    return speaking;
  }
}
