package io.mozpool.server.machine;

import static io.mozpool.server.machine.ToyBox.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.database.DatabaseException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class MachineTest {

  @TempDir Path directory;
  private ToyBox box;

  @BeforeEach
  void open() {
    box = new ToyBox(directory);
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void anEventThatIsNotAcceptedIsLoggedAndChangesNothing() {
    long toy = box.rows.device("one", "still");
    String before = box.row(toy);

    Outcome outcome = box.tell(toy, "tick");

    String reason = "tick is not accepted in state still";
    assertThat(outcome).isEqualTo(new Outcome(false, "still", reason + "; accepted are tie, wind"));
    assertThat(box.row(toy)).isEqualTo(before);
    await().until(() -> box.log(toy), List.of(reason)::equals);
    assertThat(box.toy.entered).isEmpty();
  }

  @Test
  void timeoutEntryAndExitAreNoEvents() {
    long toy = box.rows.device("one", "running");

    for (String event : List.of("timeout", "entry", "exit", "")) {
      assertThat(box.tell(toy, event).accepted()).as(event).isFalse();
    }

    assertThat(box.revision(toy)).isZero();
  }

  @Test
  void aMachineThatIsNotThereOrElsewhereTakesNoEvent() {
    box.rows.catalogue();
    long elsewhere = box.rows.foreign("far", "still");

    assertThat(box.tell(4711, "wind")).isEqualTo(new Outcome(false, "", "no such device"));
    assertThat(box.tell(elsewhere, "wind").accepted()).isFalse();
    assertThat(box.state(elsewhere)).isEqualTo("still");
  }

  @Test
  void aDatabaseThatIsAwayFailsTheEventAndNothingIsChanged() {
    long toy = box.rows.device("one", "still");
    box.database.dataSource().pull();

    CompletableFuture<Outcome> event = box.machine.event(toy, "wind", Arguments.NONE);

    assertThatThrownBy(() -> outcome(event))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DatabaseException.class);
    box.database.dataSource().plugIn();
    assertThat(box.state(toy)).isEqualTo("still");
    assertThat(box.tell(toy, "wind").accepted()).isTrue();
  }

  @Test
  void whatAStepLacksFailsTheEvent() {
    long toy = box.rows.device("one", "still");

    CompletableFuture<Outcome> event = box.machine.event(toy, "wind", Arguments.NONE);

    assertThatThrownBy(() -> outcome(event)).hasMessageContaining("No value present");
    assertThat(box.revision(toy)).isZero();
  }

  @Test
  void anEventStoresStateDueMomentWritesAndLineAndThenAsks() throws Exception {
    long toy = box.rows.device("one", "still");

    Outcome outcome = box.tell(toy, "wind");

    assertThat(outcome).isEqualTo(new Outcome(true, "running", "wind"));
    assertThat(box.state(toy)).isEqualTo("running");
    assertThat(box.revision(toy)).isEqualTo(1);
    assertThat(box.database.text("select comments from devices")).isEqualTo("wound up");
    assertThat(box.database.moment("select state_timeout from devices"))
        .isEqualTo(box.database.moment("select state_since from devices").plusHours(1));
    assertThat(box.log(toy)).containsExactly("still -> running (wind)");
    assertThat(box.toy.entered)
        .containsExactly(new Toy.Entered("running", List.of(Toy.Effect.RING), 1));
  }

  @Test
  void aReEntryIsNotLoggedAndKeepsTheMomentOfTheFirst() {
    long toy = box.rows.device("one", "still");
    box.tell(toy, "wind");
    String since = box.database.text("select state_since from devices");

    assertThat(box.tell(toy, "tick").accepted()).isTrue();

    assertThat(box.database.text("select state_since from devices")).isEqualTo(since);
    assertThat(box.log(toy)).hasSize(1);
    assertThat(box.revision(toy)).isEqualTo(2);
  }

  @Test
  void theResultOfAnEarlierRevisionIsIgnored() {
    long toy = box.rows.device("one", "running");
    box.tell(toy, "tick");

    Outcome late = outcome(box.machine.result(toy, 0, "run_down", Arguments.NONE));

    assertThat(late.accepted()).isFalse();
    assertThat(box.state(toy)).isEqualTo("running");
    assertThat(outcome(box.machine.result(toy, 1, "run_down", Arguments.NONE)).accepted()).isTrue();
  }

  @Test
  void aForcedStateNeedsTheOldOne() {
    long toy = box.rows.device("one", "running");

    Outcome wrong = outcome(box.machine.force(toy, "still", "broken"));

    assertThat(wrong.accepted()).isFalse();
    assertThat(wrong.state()).isEqualTo("running");
    assertThat(box.state(toy)).isEqualTo("running");
    assertThat(outcome(box.machine.force(toy, "running", "broken")).accepted()).isTrue();
    assertThat(box.state(toy)).isEqualTo("broken");
  }

  @Test
  void outOfAnUnknownStateAnyOldOneWillDo() {
    long literal = box.rows.device("one", "unknown");
    long strange = box.rows.device("two", "of_a_plugin_that_is_gone");

    assertThat(outcome(box.machine.force(literal, "still", "broken")).accepted()).isTrue();
    assertThat(outcome(box.machine.force(strange, "still", "broken")).accepted()).isTrue();
  }

  @Test
  void aStateThatNobodyKnowsCannotBeForced() {
    long toy = box.rows.device("one", "still");

    CompletableFuture<Outcome> forced = box.machine.force(toy, "still", "nowhere");

    assertThatThrownBy(() -> outcome(forced))
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no state 'nowhere'");
  }

  @Test
  void aForcedStateKeepsCountersAndRunsOnlyItsEntry() {
    long toy = box.rows.device("one", "running");
    box.rows.set(toy, "state_counters = '{\"ticks\":4}'");

    outcome(box.machine.force(toy, "running", "running"));

    assertThat(box.database.text("select state_counters from devices")).isEqualTo("{\"ticks\":4}");
    assertThat(box.toy.entered).hasSize(1).allMatch(each -> each.effects().size() == 1);
  }

  @Test
  void ofConcurrentEventsNoneIsLost() {
    long toy = box.rows.device("one", "running");

    List<CompletableFuture<Outcome>> ticks =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                            () -> box.machine.event(toy, "tick", Arguments.NONE),
                            box.parts.workers())
                        .thenCompose(outcome -> outcome))
            .toList();

    assertThat(ticks).allMatch(tick -> outcome(tick).accepted());
    assertThat(box.revision(toy)).isEqualTo(200);
    assertThat(box.database.text("select state_counters from devices"))
        .isEqualTo("{\"ticks\":200}");
  }

  @Test
  void aGuardThatDoesNotHoldComesTooLateAndStoresNothing() {
    long toy = box.rows.device("one", "still");
    box.rows.set(toy, "serial = 'taken'");
    String before = box.row(toy);

    Outcome lost = box.tell(toy, "tie");

    assertThat(lost).isEqualTo(new Outcome(false, "still", "tie came too late"));
    assertThat(box.row(toy)).isEqualTo(before);
    box.rows.set(toy, "serial = 'free'");
    assertThat(box.tell(toy, "tie").accepted()).isTrue();
  }

  @Test
  void whatIsStoredIsAcceptedEvenWhereItsEffectsFail() {
    long toy = box.rows.device("one", "still");
    box.toy.onEntered =
        () -> {
          throw new IllegalStateException("no hardware");
        };

    Outcome outcome = box.tell(toy, "wind");

    assertThat(outcome.accepted()).isTrue();
    assertThat(box.state(toy)).isEqualTo("running");
  }
}
