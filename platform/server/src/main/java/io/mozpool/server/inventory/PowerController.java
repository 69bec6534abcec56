package io.mozpool.server.inventory;

import io.mozpool.plugin.AddressTemplate;
import io.mozpool.plugin.DriverAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A relay board, or whatever else switches power, as a device's address names it.
 *
 * @param place {@code host[:port]}, as the address has it
 * @param outlet the address that names it: of one of its outlets
 * @param names all that it goes by: the place, and what its driver calls it; lower case
 */
record PowerController(String place, String outlet, Set<String> names) {

  static PowerController at(DriverAddress address, String calledByItsDriver) {
    String host = AddressTemplate.host(address.host());
    String place = address.port().isPresent() ? host + ":" + address.port().getAsInt() : host;
    return new PowerController(
        place,
        address.toString(),
        Stream.of(place, calledByItsDriver)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }
}
