package io.mozpool.server.inventory;

import io.mozpool.server.name.DeviceNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The holders of names, MAC addresses and relay boards: no two devices have the same name, whatever
 * its case, or MAC address, and no relay board has two imaging servers.
 */
final class Claims {

  private record Owner(String imagingServer, String who) {}

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, String> macAddresses = new HashMap<>();
  private final Map<String, Owner> controllers = new HashMap<>();

  /** Notes a relay board of the pool. */
  void note(RelayBoard board) {
    for (String name : board.names()) {
      controllers.putIfAbsent(name, new Owner(board.imagingServer(), board.toString()));
    }
  }

  /** Notes a device that is and stays in the pool as it is. */
  void note(String who, Description device, List<PowerController> wiredTo) {
    names.putIfAbsent(DeviceNames.anyCase(device.name()), who);
    if (!device.device().macAddress().isEmpty()) {
      macAddresses.putIfAbsent(device.device().macAddress(), who);
    }
    Owner owner = new Owner(device.imagingServer(), who);
    for (PowerController controller : wiredTo) {
      controller.names().forEach(name -> controllers.putIfAbsent(name, owner));
    }
  }

  /** What keeps a device from the pool; empty where nothing does. */
  Optional<String> obstacle(Description device, List<PowerController> wiredTo) {
    String mac = device.device().macAddress();
    String name = DeviceNames.anyCase(device.name());
    if (names.containsKey(name)) {
      return Optional.of("its name is that of " + names.get(name));
    } else if (macAddresses.containsKey(mac)) {
      return Optional.of("its MAC address %s is that of %s".formatted(mac, macAddresses.get(mac)));
    }
    return wiredTo.stream()
        .flatMap(controller -> foreign(controller, device.imagingServer()).stream())
        .findFirst();
  }

  private Optional<String> foreign(PowerController controller, String imagingServer) {
    return controller.names().stream()
        .filter(controllers::containsKey)
        .map(controllers::get)
        .filter(owner -> !owner.imagingServer().equals(imagingServer))
        .map(
            owner ->
                "its relay board %s belongs to imaging server '%s', as that of %s, and not to '%s'"
                    .formatted(
                        controller.place(), owner.imagingServer(), owner.who(), imagingServer))
        .findFirst();
  }
}
