package io.mozpool.server.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the operator says of inventories.
 *
 * @param sources the names of those that are read; the first wins where two claim the same
 * @param interval between two reads; zero for only at the start and by command
 * @param ignoredServers imaging servers whose devices are left to other syncs
 */
public record InventorySettings(
    List<String> sources, Duration interval, Optional<Pattern> ignoredServers) {

  public InventorySettings {
    sources = sources.stream().distinct().toList();
  }

  /** Whether devices of this imaging server are left alone: its name begins with a match. */
  boolean ignores(String imagingServer) {
    return ignoredServers.filter(form -> form.matcher(imagingServer).lookingAt()).isPresent();
  }
}
