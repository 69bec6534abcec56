package io.mozpool.plugins.mozillainventory;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventoryNotes;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The systems that Mozilla's inventory exports, as devices. Those that are decommissioned, and
 * those that lack what a device needs, are skipped.
 */
final class MozillaInventory implements InventorySource {

  private final URI root;
  private final String filter;
  private final HttpJson http;

  MozillaInventory(URI root, MozillaInventorySettings settings, PluginContext context) {
    this.root = root;
    this.filter = settings.filter();
    this.http = new HttpJson(settings.authorization(), context);
  }

  @Override
  public List<InventoryRecord> devices(Deadline deadline)
      throws DriverException, InterruptedException {
    return devices(deadline, InventoryNotes.NONE);
  }

  @Override
  public List<InventoryRecord> devices(Deadline deadline, InventoryNotes notes)
      throws DriverException, InterruptedException {
    InventoryApi api = new InventoryApi(root, http, deadline);
    List<InventoryRecord> records = new ArrayList<>();
    for (PoolSystem system : api.systems(filter)) {
      try {
        Optional<String> unfit = unfit(system, api);
        if (unfit.isPresent()) {
          notes.note(system.fqdn() + " is skipped: it " + unfit.get());
        } else {
          records.add(record(system, api));
        }
      } catch (NotUnderstoodException e) {
        notes.leaveOut(system.id(), system.fqdn() + " is left out: " + e.getMessage());
      }
    }
    return records;
  }

  private static Optional<String> unfit(PoolSystem system, InventoryApi api)
      throws NotUnderstoodException, DriverException, InterruptedException {
    List<String> missing = system.missing();
    if (!missing.isEmpty()) {
      return Optional.of("has no " + String.join(", no ", missing));
    }
    return api.status(system.status()).equals("decommissioned")
        ? Optional.of("is decommissioned")
        : Optional.empty();
  }

  private static InventoryRecord record(PoolSystem system, InventoryApi api)
      throws NotUnderstoodException, DriverException, InterruptedException {
    String vendor = api.vendor(system.model());
    return new InventoryRecord(
        system.id(),
        new Device(system.name(), system.fqdn(), system.mac(), "", vendor, Map.of()),
        api.model(system.model()),
        system.imagingServer(),
        Map.of("power", system.relay()));
  }
}
