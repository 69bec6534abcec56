package io.mozpool.server.inventory;

import io.mozpool.server.inventory.Plan.Update;
import io.mozpool.server.inventory.Wiring.Wired;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Compares what the inventories say with what the pool has. Used for one plan.
 *
 * <p>What two devices claim, the one that has it keeps; else the first gets it, in the order of the
 * inventories. A device of which anything is refused stays as it is.
 */
final class Planner {

  private final Predicate<String> ignoredServers;
  private final Function<Description, Wired> wiring;
  private final Readings readings;
  private final List<RelayBoard> boards;
  private final Map<Identity, Stored> stored = new LinkedHashMap<>();
  private final Map<Identity, Listed> listed = new LinkedHashMap<>();
  private final Map<Description, Wired> wired = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  Planner(
      Predicate<String> ignoredServers,
      Function<Description, Wired> wiring,
      Readings readings,
      Collection<Stored> stored,
      List<RelayBoard> boards) {
    this.ignoredServers = ignoredServers;
    this.wiring = wiring;
    this.readings = readings;
    this.boards = boards;
    stored.forEach(device -> this.stored.put(device.identity(), device));
  }

  Plan plan() {
    problems.addAll(readings.failures());
    readings.bySource().values().forEach(devices -> devices.forEach(this::list));
    List<Listed> sound = listed.values().stream().filter(this::isSound).toList();
    List<Stored> gone = stored.values().stream().filter(this::isGone).toList();
    List<Stored> deletions = gone.stream().filter(device -> !device.held()).toList();
    Set<Stored> staying = new LinkedHashSet<>(stored.values());
    deletions.forEach(staying::remove);
    sound.forEach(device -> asStored(device).ifPresent(staying::remove));

    List<Listed> accepted = withoutConflicts(sound, staying);
    List<Listed> insertions =
        accepted.stream().filter(device -> asStored(device).isEmpty()).toList();
    List<Update> updates = accepted.stream().flatMap(device -> update(device).stream()).toList();
    return new Plan(
        insertions,
        updates,
        deletions,
        gone.stream().filter(Stored::held).toList(),
        accepted.stream()
            .flatMap(device -> asStored(device).filter(Stored::withdrawn).stream())
            .toList(),
        accepted.size() - insertions.size() - updates.size(),
        problems);
  }

  private void list(Listed device) {
    Listed first = listed.putIfAbsent(device.identity(), device);
    if (first != null) {
      problems.add(device + ": its number in the inventory is that of " + first);
    }
  }

  private boolean isSound(Listed device) {
    if (ignoredServers.test(device.description().imagingServer())) {
      return false;
    }
    List<String> faults = Faults.of(device.description());
    if (faults.isEmpty()) {
      Wired wires = wired(device.description());
      wires.gaps().forEach(gap -> problems.add(device + ": " + gap));
      faults = wires.refusals();
    }
    faults.forEach(fault -> problems.add(device + " is left out: " + fault));
    return faults.isEmpty();
  }

  private boolean isGone(Stored device) {
    return readings.bySource().containsKey(device.identity().source())
        && !listed.containsKey(device.identity())
        && !readings.leftOut().contains(device.identity())
        && !ignoredServers.test(device.description().imagingServer());
  }

  /** A device that is refused keeps what it has, which may be in the way of one accepted before. */
  private List<Listed> withoutConflicts(List<Listed> sound, Set<Stored> staying) {
    List<Listed> candidates = new ArrayList<>(sound);
    candidates.sort(Comparator.comparing(device -> !keepsWhatItHas(device)));
    while (true) {
      Claims claims = claims(staying);
      List<Listed> accepted = new ArrayList<>();
      boolean moreStay = false;
      for (Listed device : candidates) {
        List<PowerController> controllers = wired(device.description()).controllers();
        Optional<String> obstacle = claims.obstacle(device.description(), controllers);
        if (obstacle.isEmpty()) {
          claims.note(device.toString(), device.description(), controllers);
          accepted.add(device);
        } else {
          problems.add(device + " is left out: " + obstacle.get());
          moreStay |= asStored(device).filter(staying::add).isPresent();
        }
      }
      if (!moreStay) {
        return accepted;
      }
      candidates = accepted;
    }
  }

  private Claims claims(Set<Stored> staying) {
    Claims claims = new Claims();
    boards.stream().filter(board -> !board.synced()).forEach(claims::note);
    for (Stored device : staying) {
      claims.note(
          device.toString(), device.description(), wired(device.description()).controllers());
    }
    return claims;
  }

  private boolean keepsWhatItHas(Listed device) {
    return asStored(device)
        .filter(has -> has.description().claimsTheSame(device.description()))
        .isPresent();
  }

  private Optional<Update> update(Listed device) {
    return asStored(device)
        .filter(has -> !has.description().equals(device.description()))
        .map(has -> new Update(has, device));
  }

  private Optional<Stored> asStored(Listed device) {
    return Optional.ofNullable(stored.get(device.identity()));
  }

  private Wired wired(Description description) {
    return wired.computeIfAbsent(description, wiring);
  }
}
