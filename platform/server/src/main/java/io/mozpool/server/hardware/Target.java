package io.mozpool.server.hardware;

import io.mozpool.plugin.Device;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device with the addresses at which its drivers find it.
 *
 * @param id the device's row
 * @param server the row of its imaging server
 * @param addresses by facet; what is not there the device does not have
 */
public record Target(long id, long server, Device device, Map<Facet, String> addresses) {

  public Target {
    addresses = Map.copyOf(addresses);
  }

  public boolean has(Facet facet) {
    return addresses.containsKey(facet);
  }

  public Optional<String> address(Facet facet) {
    return Optional.ofNullable(addresses.get(facet));
  }

  /** The outlets that feed it: all off, then all on. */
  public List<String> outlets() {
    return address(Facet.POWER).stream()
        .flatMap(all -> Arrays.stream(all.trim().split("\\s+")))
        .toList();
  }
}
