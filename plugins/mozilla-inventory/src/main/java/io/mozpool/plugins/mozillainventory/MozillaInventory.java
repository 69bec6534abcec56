package io.mozpool.plugins.mozillainventory;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The systems that Mozilla's inventory exports, as devices. Those that are decommissioned, and
 * those that lack what a device needs, are skipped; why is logged once, and again when it changes.
 */
final class MozillaInventory implements InventorySource {

  private static final Logger LOG = LoggerFactory.getLogger(MozillaInventory.class);

  private final URI root;
  private final String filter;
  private final HttpJson http;
  private Set<String> skippedBefore = Set.of();

  MozillaInventory(URI root, MozillaInventorySettings settings) {
    this.root = root;
    this.filter = settings.filter();
    this.http = new HttpJson(settings.authorization());
  }

  @Override
  public List<InventoryRecord> devices(Deadline deadline)
      throws DriverException, InterruptedException {
    InventoryApi api = new InventoryApi(root, http, deadline);
    List<InventoryRecord> records = new ArrayList<>();
    Set<String> skipped = new LinkedHashSet<>();
    for (PoolSystem system : api.systems(filter)) {
      List<String> missing = system.missing();
      if (!missing.isEmpty()) {
        skipped.add(system.fqdn() + " is skipped: it has no " + String.join(", no ", missing));
      } else if (api.status(system.status()).equals("decommissioned")) {
        skipped.add(system.fqdn() + " is skipped: it is decommissioned");
      } else {
        records.add(record(system, api));
      }
    }
    tell(skipped);
    return records;
  }

  private static InventoryRecord record(PoolSystem system, InventoryApi api)
      throws DriverException, InterruptedException {
    String vendor = api.vendor(system.model());
    return new InventoryRecord(
        system.id(),
        new Device(system.name(), system.fqdn(), system.mac(), "", vendor, Map.of()),
        api.model(system.model()),
        system.imagingServer(),
        Map.of("power", system.relay()));
  }

  private void tell(Set<String> skipped) {
    skipped.stream().filter(line -> !skippedBefore.contains(line)).forEach(LOG::warn);
    skippedBefore = skipped;
  }
}
