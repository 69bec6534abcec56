package io.mozpool.server.inventory;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a sync has done, or would do.
 *
 * @param lockedOut devices that no inventory names and a request holds: a later sync deletes them
 * @param takenBack devices that an inventory names again and that test themselves now
 * @param unchanged how many devices are as their inventories say
 * @param problems sentences: what is not done, and why
 * @param notes what the inventories say beside their devices, such as which they skip, and why
 * @param applied whether it was done
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record SyncReport(
    List<String> inserted,
    List<String> updated,
    List<String> deleted,
    List<String> lockedOut,
    List<String> takenBack,
    int unchanged,
    List<String> problems,
    List<String> notes,
    boolean applied) {

  /** What a plan would do. */
  static SyncReport of(Plan plan) {
    return new SyncReport(
        plan.insertions().stream().map(Listed::name).toList(),
        plan.updates().stream().map(update -> update.after().name()).toList(),
        plan.deletions().stream().map(Stored::name).toList(),
        plan.lockOuts().stream().map(Stored::name).toList(),
        plan.takeBacks().stream().map(Stored::name).toList(),
        plan.unchanged(),
        plan.problems(),
        List.of(),
        false);
  }

  /** With more problems. */
  SyncReport with(List<String> more) {
    List<String> all = Stream.concat(problems.stream(), more.stream()).toList();
    return new SyncReport(
        inserted, updated, deleted, lockedOut, takenBack, unchanged, all, notes, applied);
  }

  /** With these notes. */
  SyncReport noting(List<String> said) {
    return new SyncReport(
        inserted, updated, deleted, lockedOut, takenBack, unchanged, problems, said, applied);
  }

  /** How many of each. */
  String summary() {
    return "%d devices inserted, %d updated, %d deleted, %d locked out, %d taken back, %d unchanged"
        .formatted(
            inserted.size(),
            updated.size(),
            deleted.size(),
            lockedOut.size(),
            takenBack.size(),
            unchanged);
  }
}
