package io.mozpool.server.inventory;

import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.server.inventory.Plan.Update;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the changes of a plan; one that is refused keeps none of the others away. */
@Singleton
final class Changes {

  private final DeviceStore store;
  private final RelayBoards boards;
  private final LockOuts lockOuts;

  Changes(DeviceStore store, RelayBoards boards, LockOuts lockOuts) {
    this.store = store;
    this.boards = boards;
    this.lockOuts = lockOuts;
  }

  /**
   * Makes them: names are given up before they are taken, a device that a request has got meanwhile
   * is locked out in place of being deleted, and one that it has given back is deleted after all.
   *
   * @throws DatabaseException where the database is away; the next sync does the rest
   */
  SyncReport make(Plan plan) {
    List<String> problems = new ArrayList<>(plan.problems());
    List<Stored> gone = Stream.concat(plan.deletions().stream(), plan.lockOuts().stream()).toList();
    List<Stored> free =
        gone.stream()
            .filter(device -> plan.deletions().contains(device) || !lockOuts.isHeld(device))
            .toList();
    List<Stored> deleted = made(free, store::delete, problems);
    List<Stored> lockedOut =
        gone.stream()
            .filter(device -> !deleted.contains(device))
            .filter(device -> device.lockedOut() || lockOut(device, problems))
            .toList();
    List<Update> renames = plan.updates().stream().filter(Update::renames).toList();
    List<Update> others = plan.updates().stream().filter(update -> !update.renames()).toList();
    List<Update> updated = new ArrayList<>();
    made(List.of(renames), store::rename, problems).forEach(updated::addAll);
    updated.addAll(made(others, store::update, problems));
    List<Listed> inserted = made(plan.insertions(), store::insert, problems);
    List<Stored> takenBack =
        plan.takeBacks().stream().filter(device -> takeBack(device, problems)).toList();
    made(List.of("relay boards"), all -> boards.follow(store.all()), problems);
    return new SyncReport(
        inserted.stream().map(Listed::name).toList(),
        updated.stream().map(update -> update.after().name()).toList(),
        deleted.stream().map(Stored::name).toList(),
        lockedOut.stream().map(Stored::name).toList(),
        takenBack.stream().map(Stored::name).toList(),
        plan.unchanged(),
        problems,
        List.of(),
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
    Optional<String> obstacle = lockOuts.lockOut(device);
    obstacle.ifPresent(
        reason ->
            problems.add(
                device + " is gone from its inventory and cannot be locked out: " + reason));
    return obstacle.isEmpty();
  }

  private boolean takeBack(Stored device, List<String> problems) {
    Optional<String> obstacle = lockOuts.takeBack(device);
    obstacle.ifPresent(
        reason ->
            problems.add(device + " is back in its inventory and stays locked out: " + reason));
    return obstacle.isEmpty();
  }
}
