package io.mozpool.plugins.netbox;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventoryNotes;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugins.netbox.Cabling.NoPowerException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices that NetBox finds by the filter. */
final class NetboxInventory implements InventorySource {

  private final URI root;
  private final NetboxSettings settings;
  private final HttpJson http;

  NetboxInventory(URI root, NetboxSettings settings, PluginContext context) {
    this.root = root;
    this.settings = settings;
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
    NetboxLists netbox = new NetboxLists(root, settings.pageSize(), http, deadline);
    List<Board> boards = boards(netbox);
    List<Long> ids = boards.stream().map(Board::id).toList();
    Cabling cabling =
        Cabling.read(settings.powerField(), byDevice(netbox.parts("power-ports", ids)), netbox);
    List<InventoryRecord> records = new ArrayList<>();
    for (Board board : boards) {
      try {
        record(board, cabling, notes).ifPresent(records::add);
      } catch (NotUnderstoodException e) {
        notes.leaveOut(board.id(), board.shown() + " is left out: " + e.getMessage());
      }
    }
    return records;
  }

  private static Optional<InventoryRecord> record(
      Board board, Cabling cabling, InventoryNotes notes) throws NotUnderstoodException {
    Optional<String> unfit = board.unfit();
    if (unfit.isPresent()) {
      notes.note(board.shown() + " is skipped: " + unfit.get());
      return Optional.empty();
    }
    return Optional.of(board.record(addresses(board, cabling, notes)));
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

  private static Map<String, String> addresses(Board board, Cabling cabling, InventoryNotes notes)
      throws NotUnderstoodException {
    try {
      return Map.of("power", cabling.powerOf(board.id()));
    } catch (NoPowerException e) {
      notes.note(board.shown() + " has no power address: " + e.getMessage());
      return Map.of();
    }
  }
}
