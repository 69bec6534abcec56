package io.mozpool.server.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sync would do to the devices of the pool.
 *
 * @param deletions devices that their inventories do not name any more
 * @param lockOuts of those, the ones that requests hold: they are deleted later
 * @param takeBacks devices that their inventories name again
 * @param unchanged how many devices are as their inventories say
 * @param problems sentences: what is not done, and why
 */
record Plan(
    List<Listed> insertions,
    List<Update> updates,
    List<Stored> deletions,
    List<Stored> lockOuts,
    List<Stored> takeBacks,
    int unchanged,
    List<String> problems) {

  /** A device of the pool, and what its inventory says now. */
  record Update(Stored before, Listed after) {

    boolean renames() {
      return !before.name().equals(after.name());
    }

    @Override
    public String toString() {
      return after.toString();
    }
  }

  /** So many changes are never too many. */
  private static final long FEW = 5;

  /** One device in so many may change. */
  private static final long SHARE = 10;

  Plan {
    insertions = List.copyOf(insertions);
    updates = List.copyOf(updates);
    deletions = List.copyOf(deletions);
    lockOuts = List.copyOf(lockOuts);
    takeBacks = List.copyOf(takeBacks);
    problems = List.copyOf(problems);
  }

  /**
   * A sentence for each source of which so much changes that its inventory, rather than the pool,
   * may be wrong.
   */
  List<String> excesses(Collection<String> sources, Collection<Stored> stored) {
    List<Identity> all = stored.stream().map(Stored::identity).toList();
    return sources.stream().flatMap(source -> excess(source, count(source, all)).stream()).toList();
  }

  /**
   * A sentence for each source that names no device, while the pool has some of it to lose.
   *
   * @param silent sources that name no device
   */
  List<String> losses(Collection<String> silent) {
    return silent.stream().flatMap(source -> loss(source).stream()).toList();
  }

  private Optional<String> loss(String source) {
    long lost =
        count(
            source,
            Stream.concat(
                    deletions.stream().filter(each -> !each.withdrawn()),
                    lockOuts.stream().filter(each -> !each.lockedOut()))
                .map(Stored::identity)
                .toList());
    return lost == 0
        ? Optional.empty()
        : Optional.of(
            ("inventory '%s' names no device, and the pool has %d of it, which are deleted only"
                    + " when told to ship it")
                .formatted(source, lost));
  }

  private Optional<String> excess(String source, long stored) {
    long inserted = count(source, insertions.stream().map(Listed::identity).toList());
    long updated = count(source, updates.stream().map(each -> each.after().identity()).toList());
    long gone =
        count(
            source,
            Stream.concat(deletions.stream(), lockOuts.stream().filter(each -> !each.lockedOut()))
                .map(Stored::identity)
                .toList());
    long changes = inserted + updated + gone;
    long most = Math.max(FEW, stored / SHARE);
    return stored == 0 || changes <= most
        ? Optional.empty()
        : Optional.of(
            ("inventory '%s': %d changes (%d new, %d changed, %d gone) are more than %d,"
                    + " and are made only when told to ship it")
                .formatted(source, changes, inserted, updated, gone, most));
  }

  private static long count(String source, List<Identity> devices) {
    return devices.stream().filter(device -> device.source().equals(source)).count();
  }
}
