package io.mozpool.plugins.netbox;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugins.netbox.Cabling.UnknownPowerException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that NetBox finds by the filter. What keeps one from being whole is logged once, and
 * again when it changes.
 */
final class NetboxInventory implements InventorySource {

  private static final Logger LOG = LoggerFactory.getLogger(NetboxInventory.class);

  private final URI root;
  private final NetboxSettings settings;
  private final HttpJson http;
  private Set<String> notedBefore = Set.of();

  NetboxInventory(URI root, NetboxSettings settings) {
    this.root = root;
    this.settings = settings;
    this.http = new HttpJson(settings.authorization());
  }

  @Override
  public List<InventoryRecord> devices(Deadline deadline)
      throws DriverException, InterruptedException {
    NetboxLists netbox = new NetboxLists(root, settings.pageSize(), http, deadline);
    List<Board> boards = boards(netbox);
    List<Long> ids = boards.stream().map(Board::id).toList();
    Cabling cabling =
        Cabling.read(settings.powerField(), byDevice(netbox.parts("power-ports", ids)), netbox);
    Set<String> notes = new LinkedHashSet<>();
    List<InventoryRecord> records = new ArrayList<>();
    for (Board board : boards) {
      Optional<String> unfit = board.unfit();
      if (unfit.isPresent()) {
        notes.add(board.shown() + " is skipped: " + unfit.get());
      } else {
        records.add(board.record(addresses(board, cabling, notes)));
      }
    }
    tell(notes);
    return records;
  }

  private List<Board> boards(NetboxLists netbox) throws DriverException, InterruptedException {
    List<JsonNode> devices = netbox.devices(settings.filter());
    List<Long> ids = devices.stream().map(device -> device.path("id").asLong()).toList();
    Map<Long, List<JsonNode>> interfaces = byDevice(netbox.parts("interfaces", ids));
    return devices.stream()
        .map(
            device ->
                new Board(
                    device,
                    interfaces.getOrDefault(device.path("id").asLong(), List.of()),
                    settings))
        .toList();
  }

  private static Map<Long, List<JsonNode>> byDevice(List<JsonNode> parts) {
    return parts.stream().collect(groupingBy(part -> part.at("/device/id").asLong()));
  }

  private static Map<String, String> addresses(Board board, Cabling cabling, Set<String> notes) {
    try {
      return Map.of("power", cabling.powerOf(board.id()));
    } catch (UnknownPowerException e) {
      notes.add(board.shown() + " has no power address: " + e.getMessage());
      return Map.of();
    }
  }

  private void tell(Set<String> notes) {
    notes.stream().filter(line -> !notedBefore.contains(line)).forEach(LOG::warn);
    notedBefore = notes;
  }
}
