package io.mozpool.server.inventory;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A relay board that the pool has.
 *
 * @param id its row
 * @param fqdn {@code host[:port]}
 * @param imagingServer the name of the one server that may talk to it
 * @param synced whether it is there only because devices of inventories need it
 */
record RelayBoard(long id, String name, String fqdn, String imagingServer, boolean synced) {

  boolean is(PowerController controller) {
    return names().stream().anyMatch(controller.names()::contains);
  }

  /** All that it goes by, lower case. */
  Set<String> names() {
    return Stream.of(name, fqdn)
        .map(each -> each.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public String toString() {
    return "relay board '" + name + "'";
  }
}
