package io.mozpool.server.inventory;

import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.server.device.Devices;
import io.mozpool.server.inventory.Plan.Update;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.Outcome;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the changes of a plan; one that is refused keeps none of the others away. */
@Singleton
final class Changes {

  private static final String LOG_SOURCE = "inventory";
  private static final int TRIES = 5;

  private final DeviceStore store;
  private final RelayBoards boards;
  private final Devices devices;
  private final Journal journal;

  Changes(DeviceStore store, RelayBoards boards, Devices devices, Journal journal) {
    this.store = store;
    this.boards = boards;
    this.devices = devices;
    this.journal = journal;
  }

  /**
   * Makes them: names are given up before they are taken, and who has got a request meanwhile is
   * locked out in place of being deleted.
   *
   * @throws DatabaseException where the database is away; the next sync does the rest
   */
  SyncReport make(Plan plan) {
    List<String> problems = new ArrayList<>(plan.problems());
    List<Stored> deleted = made(plan.deletions(), store::delete, problems);
    List<Stored> lockedOut =
        Stream.concat(
                plan.lockOuts().stream(),
                plan.deletions().stream().filter(device -> !deleted.contains(device)))
            .filter(device -> device.lockedOut() || lockOut(device, problems))
            .toList();
    List<Update> renames = plan.updates().stream().filter(Update::renames).toList();
    List<Update> others = plan.updates().stream().filter(update -> !update.renames()).toList();
    List<Update> updated = new ArrayList<>();
    made(List.of(renames), store::rename, problems).forEach(updated::addAll);
    updated.addAll(made(others, store::update, problems));
    List<Listed> inserted = made(plan.insertions(), store::insert, problems);
    made(List.of("relay boards"), all -> boards.follow(store.all()), problems);
    return new SyncReport(
        inserted.stream().map(Listed::name).toList(),
        updated.stream().map(update -> update.after().name()).toList(),
        deleted.stream().map(Stored::name).toList(),
        lockedOut.stream().map(Stored::name).toList(),
        plan.unchanged(),
        problems,
        true);
  }

  /** Those changes that were not refused. */
  private static <T> List<T> made(
      Collection<T> changes, Consumer<T> change, List<String> problems) {
    List<T> made = new ArrayList<>();
    for (T each : changes) {
      try {
        change.accept(each);
        made.add(each);
      } catch (DatabaseException e) {
        if (Outage.caused(e)) {
          throw e;
        }
        problems.add(each + ": the change is refused: " + e.getMessage());
      }
    }
    return made;
  }

  private boolean lockOut(Stored device, List<String> problems) {
    String reason = "";
    for (int tries = 0; tries < TRIES; tries++) { // it may be moving on
      Outcome outcome = devices.force(device.id(), store.state(device), Stored.LOCKED_OUT).join();
      if (outcome.accepted()) {
        journal.add(
            "device",
            device.id(),
            LOG_SOURCE,
            "'%s' does not name it any more; a request holds it"
                .formatted(device.identity().source()));
        return true;
      }
      reason = outcome.reason();
    }
    problems.add(device + " is gone from its inventory and cannot be locked out: " + reason);
    return false;
  }
}
