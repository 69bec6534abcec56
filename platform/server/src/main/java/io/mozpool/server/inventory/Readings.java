package io.mozpool.server.inventory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the inventories say.
 *
 * @param bySource of those that could be read, in the order in which they are configured
 * @param failures a sentence for each of the others
 */
record Readings(Map<String, List<Listed>> bySource, List<String> failures) {

  Readings {
    bySource = Collections.unmodifiableMap(new LinkedHashMap<>(bySource));
    failures = List.copyOf(failures);
  }
}
