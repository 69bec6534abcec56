package io.mozpool.server.inventory;

import io.mozpool.server.cluster.ImagingServers;
import io.mozpool.server.database.Database;
import io.mozpool.server.inventory.Wiring.Wired;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has a relay board in the pool as long as devices of inventories get their power from it. */
@Singleton
final class RelayBoards {

  private final Database database;
  private final ImagingServers servers;
  private final Wiring wiring;

  RelayBoards(Database database, Wiring wiring) {
    this.database = database;
    this.servers = new ImagingServers(database);
    this.wiring = wiring;
  }

  List<RelayBoard> all() {
    return database.all(
        row ->
            new RelayBoard(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5)),
        "select b.id, b.name, b.fqdn, s.fqdn, b.synced from relay_boards b"
            + " join imaging_servers s on s.id = b.imaging_server_id order by b.id");
  }

  /**
   * Adds, moves and removes what follows from the devices of the pool. A relay board that somebody
   * else has made is left alone; while drivers are missing, which ones are in use is not known, and
   * none is removed.
   */
  void follow(Collection<Stored> devices) {
    List<RelayBoard> boards = all();
    Set<Long> inUse = new HashSet<>();
    boolean allKnown = true;
    for (Stored device : devices) {
      Wired wired = wiring.of(device.description());
      allKnown &= wired.gaps().isEmpty();
      String server = device.description().imagingServer();
      for (PowerController controller : wired.controllers()) {
        Optional<RelayBoard> known = boards.stream().filter(each -> each.is(controller)).findAny();
        if (known.isPresent() && inUse.add(known.get().id())) {
          move(known.get(), server);
        } else if (known.isEmpty() && device.identity().isOfAnInventory()) {
          RelayBoard made = insert(controller, server);
          boards.add(made);
          inUse.add(made.id());
        }
      }
    }
    if (allKnown) {
      boards.stream()
          .filter(board -> board.synced() && !inUse.contains(board.id()))
          .forEach(board -> database.update("delete from relay_boards where id = ?", board.id()));
    }
  }

  private RelayBoard insert(PowerController controller, String server) {
    String place = controller.place();
    long id =
        database.insert(
            "insert into relay_boards (name, fqdn, outlet, imaging_server_id, synced)"
                + " values (?, ?, ?, ?, 1)",
            place,
            place,
            controller.outlet(),
            servers.named(server).id());
    return new RelayBoard(id, place, place, server, true);
  }

  private void move(RelayBoard board, String server) {
    if (board.synced() && !board.imagingServer().equals(server)) {
      database.update(
          "update relay_boards set imaging_server_id = ? where id = ?",
          servers.named(server).id(),
          board.id());
    }
  }
}
