package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.held;
import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.inventory.Plan.Update;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void moreThanFiveChangesOfASmallSourceAreTooMany() {
    List<Stored> pool = stored("a", 12);

    assertThat(deleting(pool.subList(0, 5)).excesses(List.of("a"), pool)).isEmpty();
    assertThat(deleting(pool.subList(0, 6)).excesses(List.of("a"), pool))
        .singleElement()
        .asString()
        .contains("'a'", "6 changes (0 new, 0 changed, 6 gone)", "more than 5");
  }

  @Test
  void moreThanATenthOfALargeSourceIsTooMuch() {
    List<Stored> pool = stored("a", 70);

    assertThat(deleting(pool.subList(0, 7)).excesses(List.of("a"), pool)).isEmpty();
    assertThat(deleting(pool.subList(0, 8)).excesses(List.of("a"), pool)).hasSize(1);
  }

  @Test
  void allKindsOfChangesCountTogether() {
    List<Stored> pool = stored("a", 10);
    Plan plan =
        new Plan(
            listed("a", 2),
            List.of(
                new Update(pool.get(0), listed("a", 1).get(0)),
                new Update(pool.get(1), listed("a", 1).get(0))),
            pool.subList(2, 3),
            List.of(held(pool.get(3), false)),
            List.of(),
            0,
            List.of());

    assertThat(plan.excesses(List.of("a"), pool))
        .singleElement()
        .asString()
        .contains("6 changes (2 new, 2 changed, 2 gone)");
  }

  @Test
  void aDeviceThatIsLockedOutAlreadyCountsNoMore() {
    List<Stored> pool = stored("a", 10);
    List<Stored> waiting = pool.stream().map(device -> held(device, true)).toList();

    assertThat(
            new Plan(List.of(), List.of(), List.of(), waiting, List.of(), 0, List.of())
                .excesses(List.of("a"), pool))
        .isEmpty();
  }

  @Test
  void eachSourceCountsForItself() {
    List<Stored> pool =
        Stream.concat(stored("a", 5).stream(), stored("b", 6).stream())
            .collect(Collectors.toList());

    assertThat(deleting(pool).excesses(List.of("a", "b"), pool))
        .singleElement()
        .asString()
        .contains("'b'");
  }

  @Test
  void aSourceOfWhichThePoolHasNothingMayBringAsMuchAsItLikes() {
    Plan plan =
        new Plan(listed("a", 1000), List.of(), List.of(), List.of(), List.of(), 0, List.of());

    assertThat(plan.excesses(List.of("a"), stored("b", 1))).isEmpty();
  }

  @Test
  void aSourceThatNamesNobodyDeletesNobodyUnlessItIsTold() {
    List<Stored> pool = stored("a", 4);

    assertThat(deleting(pool).losses(List.of("a")))
        .containsExactly(
            "inventory 'a' names no device, and the pool has 4 of it, which are deleted only when"
                + " told to ship it");
    assertThat(deleting(pool).losses(List.of("b"))).isEmpty();
  }

  @Test
  void whatWasShippedOnceIsNotAskedForAgain() {
    List<Stored> withdrawn =
        stored("a", 2).stream()
            .map(
                device ->
                    new Stored(
                        device.id(), device.identity(), device.description(), false, true, true))
            .toList();

    assertThat(deleting(withdrawn).losses(List.of("a"))).isEmpty();
  }

  private static Plan deleting(List<Stored> devices) {
    return new Plan(List.of(), List.of(), devices, List.of(), List.of(), 0, List.of());
  }

  private static List<Stored> stored(String source, int count) {
    return IntStream.range(0, count)
        .mapToObj(id -> Inventory.stored(source, record(id, source + id)))
        .toList();
  }

  private static List<Listed> listed(String source, int count) {
    return stored(source, count).stream()
        .map(device -> new Listed(device.identity(), device.description()))
        .toList();
  }
}
