package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.held;
import static io.mozpool.server.inventory.Inventory.listed;
import static io.mozpool.server.inventory.Inventory.mac;
import static io.mozpool.server.inventory.Inventory.record;
import static io.mozpool.server.inventory.Inventory.stored;
import static io.mozpool.server.inventory.Inventory.withMac;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.inventory.Plan.Update;
import io.mozpool.server.inventory.Wiring.Wired;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

  private final Map<String, List<Listed>> read = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final List<Stored> stored = new ArrayList<>();
  private final List<RelayBoard> boards = new ArrayList<>();
  private final Set<Identity> leftOut = new HashSet<>();
  private String ignored = "nobody";

  @Test
  void theDevicesOfAnInventoryThatCouldNotBeReadAreLeftAlone() {
    failures.add("inventory 'a' could not be read");
    stored.add(stored("a", record(1, "kept")));
    read("b", record(2, "new"));

    Plan plan = plan();

    assertThat(plan.problems()).containsExactly("inventory 'a' could not be read");
    assertThat(inserted(plan)).containsExactly("new");
    assertThat(plan.deletions()).isEmpty();
  }

  @Test
  void devicesOfNoInventoryAndOfOneThatIsNotConfiguredAreLeftAlone() {
    stored.add(stored("", record(1, "handmade")));
    stored.add(stored("retired", record(1, "old")));
    read("a");

    assertNothingChanges(plan());
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "list", "", "with.dot", "-x", "x-", "a b", "a/b", "a_b"})
  void aDeviceIsLeftOutWhoseNameIsNone(String name) {
    read("a", record(1, name, "", ""), record(2, "good"));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("good");
    assertThat(plan.problems()).singleElement().asString().contains("'" + name + "'", "(a 1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0a000000001", "0a000000000g", "0a:00:00:00:01", "0a00.0000001"})
  void aDeviceIsLeftOutWhoseMacAddressIsNone(String mac) {
    read("a", withMac(record(1, "bad"), mac), withMac(record(2, "none"), ""));
    read("b", withMac(record(3, "noneEither"), ""));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("none", "noneEither");
    assertThat(plan.problems()).singleElement().asString().contains("'" + mac + "'", "'bad' (a 1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0A:00:00:00:00:01",
        "0a-00-00-00-00-01",
        "0a00.0000.0001",
        "0A0000000001",
        " 0a0000000001 "
      })
  void aMacAddressIsWrittenInAnyForm(String mac) {
    stored.add(stored("a", record(1, "same")));
    read("a", withMac(record(1, "same"), mac), withMac(record(2, "taken"), mac));

    Plan plan = plan();

    assertThat(plan.updates()).isEmpty();
    assertThat(plan.problems())
        .containsExactly(
            "'taken' (a 2) is left out: its MAC address 0a0000000001 is that of 'same' (a 1)");
  }

  @Test
  void aDeviceOfWhichSomethingWasNotUnderstoodStaysAsItIs() {
    stored.add(stored("a", record(1, "odd")));
    stored.add(stored("a", record(2, "gone")));
    leftOut.add(new Identity("a", 1));
    read("a");

    assertThat(plan().deletions()).extracting(Stored::name).containsExactly("gone");
  }

  @Test
  void whatTheDatabaseCouldNotHoldIsLeftOut() {
    read("a", record(1, "long", "x".repeat(256), ""));

    assertThat(inserted(plan())).isEmpty();
    assertThat(plan().problems().get(0)).contains("imaging server: expected at most 255");
  }

  @Test
  void aTextThatIsNoUnicodeIsLeftOut() {
    read("a", record(1, "half", "s\uD800", ""));

    assertThat(inserted(plan())).isEmpty();
    assertThat(plan().problems().get(0))
        .contains("imaging server: expected Unicode text, not 's\\ud800'");
  }

  @Test
  void ofTwoDevicesWithOneNumberTheFirstWins() {
    read("a", record(1, "first"), record(1, "second"));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("first");
    assertThat(plan.problems()).singleElement().asString().contains("'first'", "'second'");
  }

  @Test
  void ofTwoNewDevicesWithOneNameThatOfTheFirstInventoryWins() {
    read("z", record(1, "same"));
    read("a", record(2, "same"));

    Plan plan = plan();

    assertThat(plan.insertions()).extracting(Listed::toString).containsExactly("'same' (z 1)");
    assertThat(plan.problems())
        .containsExactly("'same' (a 2) is left out: its name is that of 'same' (z 1)");
  }

  @Test
  void namesThatDifferInCaseAloneAreOneName() {
    stored.add(stored("a", record(1, "Panda-1")));
    read("a", record(1, "panda-1"), record(2, "PANDA-1"));

    Plan plan = plan();

    assertThat(plan.updates()).extracting(Update::toString).containsExactly("'panda-1' (a 1)");
    assertThat(plan.problems())
        .containsExactly("'PANDA-1' (a 2) is left out: its name is that of 'panda-1' (a 1)");
  }

  @Test
  void ofTwoNewDevicesWithOneMacAddressTheFirstWins() {
    read("a", record(1, "first"), withMac(record(2, "second"), mac(1)));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("first");
    assertThat(plan.problems()).singleElement().asString().contains("'first'", "'second'", mac(1));
  }

  @Test
  void aDeviceKeepsItsNameWhenAnEarlierInventoryClaimsIt() {
    stored.add(stored("b", record(2, "mine")));
    read("a", record(1, "mine"));
    read("b", record(2, "mine"));

    Plan plan = plan();

    assertNothingChanges(plan);
    assertThat(plan.unchanged()).isEqualTo(1);
    assertThat(plan.problems()).singleElement().asString().contains("(a 1)", "(b 2)");
  }

  @Test
  void aNameThatStaysWithARefusedDeviceIsNotGivenToAnother() {
    stored.add(stored("", record(9, "handmade")));
    stored.add(stored("a", record(1, "one")));
    stored.add(stored("a", record(2, "two")));
    read("a", record(3, "two"), record(2, "one"), record(1, "handmade"));

    Plan plan = plan();

    assertNothingChanges(plan);
    assertThat(plan.problems()).hasSize(3);
  }

  @Test
  void aDeviceWithAnAddressThatItsDriverRefusesIsNeitherInsertedNorChangedNorDeleted() {
    stored.add(stored("a", record(1, "known")));
    read("a", record(1, "renamed", "", "refused:x"), record(2, "new", "", "refused:y"));

    Plan plan = plan();

    assertNothingChanges(plan);
    assertThat(plan.problems())
        .containsExactly(
            "'renamed' (a 1) is left out: no refused:x", "'new' (a 2) is left out: no refused:y");
  }

  @Test
  void aDeviceWhoseDriverIsMissingIsTakenAndNamed() {
    read("a", record(1, "new", "", "missing:x"));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("new");
    assertThat(plan.problems()).containsExactly("'new' (a 1): no driver for missing:x");
  }

  @Test
  void aRelayBoardDoesNotGetASecondImagingServer() {
    stored.add(stored("retired", record(9, "old", "north", "outlet:relay-1")));
    read(
        "a",
        record(1, "first", "south", "outlet:relay-2"),
        record(2, "second", "north", "outlet:relay-2"),
        record(3, "third", "south", "outlet:RELAY-1"),
        record(4, "fourth", "north", "outlet:relay-1"));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("first", "fourth");
    assertThat(plan.problems()).hasSize(2);
    assertThat(plan.problems().get(0)).contains("'second'", "'first'", "relay-2", "south", "north");
    assertThat(plan.problems().get(1)).contains("'third'", "'old'", "RELAY-1", "south", "north");
  }

  @Test
  void aRelayBoardThatSomebodyMadeKeepsItsImagingServer() {
    boards.add(new RelayBoard(1, "corner", "relay-1", "north", false));
    boards.add(new RelayBoard(2, "relay-2", "relay-2", "north", true));
    read(
        "a",
        record(1, "first", "south", "outlet:relay-1"),
        record(2, "second", "south", "outlet:relay-2"));

    Plan plan = plan();

    assertThat(inserted(plan)).containsExactly("second");
    assertThat(plan.problems()).singleElement().asString().contains("'first'", "'corner'");
  }

  @Test
  void aRelayBoardMovesWithAllItsDevices() {
    for (long id = 1; id <= 2; id++) {
      stored.add(stored("a", record(id, "d" + id, "north", "outlet:relay-1")));
    }
    read(
        "a",
        record(1, "d1", "south", "outlet:relay-1"),
        record(2, "d2", "south", "outlet:relay-1"));

    Plan plan = plan();

    assertThat(updated(plan)).containsExactly("d1", "d2");
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void aDeviceThatIsHeldIsLockedOutAndKeepsItsNameUntilItIsFree() {
    stored.add(held(stored("a", record(1, "busy")), false));
    stored.add(stored("a", record(2, "idle")));
    read("a", record(3, "busy"), record(4, "idle"));

    Plan plan = plan();

    assertThat(plan.lockOuts()).extracting(Stored::name).containsExactly("busy");
    assertThat(plan.deletions()).extracting(Stored::name).containsExactly("idle");
    assertThat(inserted(plan)).containsExactly("idle");
    assertThat(plan.problems()).singleElement().asString().contains("(a 3)", "(a 1)");
  }

  @Test
  void devicesOfIgnoredServersAreLeftOutAndNotDeleted() {
    ignored = "stage";
    stored.add(stored("a", record(1, "named", "stage", "")));
    stored.add(stored("a", record(2, "gone", "stage", "")));
    stored.add(stored("a", record(3, "moved", "north", "")));
    read(
        "a",
        record(1, "renamed", "stage", ""),
        record(3, "moved", "stage", ""),
        record(4, "new", "stage", ""));

    Plan plan = plan();

    assertNothingChanges(plan);
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void devicesMayExchangeTheirNames() {
    stored.add(stored("a", record(1, "left")));
    stored.add(stored("a", record(2, "right")));
    read("a", record(1, "right", "", "outlet:left"), record(2, "left", "", "outlet:right"));

    Plan plan = plan();

    assertThat(updated(plan)).containsExactly("right", "left");
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void onlyWhatDiffersIsChanged() {
    stored.add(stored("a", record(1, "same")));
    stored.add(stored("a", record(2, "before")));
    read("a", record(1, "same"), record(2, "after"));

    Plan plan = plan();

    assertThat(updated(plan)).containsExactly("after");
    assertThat(plan.unchanged()).isEqualTo(1);
  }

  private void read(String source, InventoryRecord... records) {
    read.put(source, listed(source, records));
  }

  private Plan plan() {
    return new Planner(
            ignored::equals,
            PlannerTest::wired,
            new Readings(read, failures, List.of(), leftOut),
            stored,
            boards)
        .plan();
  }

  /** Power only: refused, without a driver, or an outlet. */
  private static Wired wired(Description description) {
    String power = description.power();
    if (power.startsWith("refused:")) {
      return new Wired(List.of(), List.of("no " + power), List.of());
    } else if (power.startsWith("missing:")) {
      return new Wired(List.of(), List.of(), List.of("no driver for " + power));
    } else if (power.isEmpty()) {
      return new Wired(List.of(), List.of(), List.of());
    }
    DriverAddress address = DriverAddress.parse(power);
    return new Wired(
        List.of(PowerController.at(address, address.host() + ":2101")), List.of(), List.of());
  }

  private static void assertNothingChanges(Plan plan) {
    assertThat(plan.insertions()).isEmpty();
    assertThat(plan.updates()).isEmpty();
    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.lockOuts()).isEmpty();
  }

  private static List<String> inserted(Plan plan) {
    return plan.insertions().stream().map(Listed::name).toList();
  }

  private static List<String> updated(Plan plan) {
    return plan.updates().stream().map(update -> update.after().name()).toList();
  }
}
