package io.mozpool.lifecycle;

import static io.mozpool.lifecycle.LifecycleTest.Door.*;
import static io.mozpool.lifecycle.LifecycleTest.Word.*;
import static io.mozpool.lifecycle.Steps.*;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  enum Door implements State {
    OPEN,
    CLOSING,
    SHUT,
    STUCK
  }

  enum Word implements Event {
    PUSH,
    OIL,
    KICK
  }

  enum Fact {
    OILED,
    BLOCKED
  }

  enum Note {
    MAKE_OILED,
    LOG
  }

  enum Act {
    MOVE,
    RING
  }

  private final Lifecycle<Fact, Note, Act> doors =
      new Lifecycle<>(
          List.of(
              in(OPEN)
                  .on(PUSH, to(CLOSING))
                  .on(OIL, write(Note.MAKE_OILED), to(CLOSING))
                  .on(KICK, when(Fact.OILED, to(SHUT)))
                  .leaving(clear(OPEN)),
              in(CLOSING)
                  .entry(
                      count(PUSH),
                      unless(Fact.OILED, waitAtMost(ofSeconds(7))),
                      when(Fact.BLOCKED, to(STUCK)),
                      ask(Act.MOVE))
                  .within(ofSeconds(9), tolerate(2, CLOSING, to(STUCK)), to(CLOSING))
                  .on(KICK, to(SHUT)),
              in(SHUT).entry(afresh(PUSH), ask(Act.RING), to(OPEN)),
              in(STUCK).entry(write(Note.LOG), ask(Act.RING))),
          STUCK,
          (note, facts) -> facts.addAll(note == Note.MAKE_OILED ? Set.of(Fact.OILED) : Set.of()));

  @Test
  void eventThatTheStateDoesNotListenForIsNotAccepted() {
    assertThat(doors.on("push", at(STUCK), Set.of())).isEmpty();
  }

  @Test
  void eventThatLeadsNowhereAsThingsAreIsNotAccepted() {
    assertThat(doors.on("kick", at(OPEN), Set.of())).isEmpty();
    assertThat(doors.on("kick", at(OPEN), Set.of(Fact.OILED))).isPresent();
  }

  @Test
  void namesOfTheMachineryAreNoEvents() {
    assertThat(doors.on("timeout", at(CLOSING), Set.of())).isEmpty();
    assertThat(doors.on("entry", at(CLOSING), Set.of())).isEmpty();
    assertThat(doors.on("exit", at(CLOSING), Set.of())).isEmpty();
  }

  @Test
  void machineInAnUnknownStateBehavesAsToldAndKeepsItsName() {
    Snapshot ajar = new Snapshot("ajar", Map.of("x", 3));
    assertThat(doors.knows("ajar")).isFalse();
    assertThat(doors.on("push", ajar, Set.of())).isEmpty();
    assertThat(doors.onTimeout(ajar, Set.of()).path()).containsExactly("ajar");
    assertThat(doors.force("open", ajar, Set.of()).path()).containsExactly("ajar", "open");
    assertThat(doors.asksAgain(ajar, Set.of())).containsExactly(Act.RING);
  }

  @Test
  void forcingAStateThatDoesNotExistIsRefusedWithTheStatesThatDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors.force("ajar", at(OPEN), Set.of()))
        .withMessage("no state 'ajar'; expected one of open, closing, shut, stuck");
  }

  @Test
  void forcingKeepsCountersAndRunsTheEntryOnly() {
    Transition<Note, Act> forced = doors.force("closing", at(OPEN, Map.of("open", 4)), Set.of());
    assertThat(forced.counters()).isEqualTo(Map.of("open", 4, "push", 1));
    assertThat(forced.effects()).containsExactly(Act.MOVE);
    assertThat(forced.why()).isEqualTo("forced");
  }

  @Test
  void forcingTheStateItIsInIsAReEntry() {
    Transition<Note, Act> forced = doors.force("stuck", at(STUCK), Set.of());
    assertThat(forced.path()).containsExactly("stuck");
    assertThat(forced.changesState()).isFalse();
    assertThat(forced.effects()).containsExactly(Act.RING);
  }

  @Test
  void machineThatNeverTimesOutStaysWithoutEnteringAgain() {
    Transition<Note, Act> stay = doors.onTimeout(at(STUCK, Map.of("x", 1)), Set.of());
    assertThat(stay.changesState()).isFalse();
    assertThat(stay.dueIn()).isEmpty();
    assertThat(stay.writes()).isEmpty();
    assertThat(stay.effects()).isEmpty();
    assertThat(stay.counters()).isEqualTo(Map.of("x", 1));
  }

  @Test
  void timeoutTriesAgainUntilMoreFailedThanIsTolerated() {
    Play<Fact, Note, Act> door = new Play<>(doors, CLOSING);
    assertThat(door.timeout().changesState()).isFalse();
    assertThat(door.timeout().effects()).containsExactly(Act.MOVE);
    Transition<Note, Act> last = door.timeout();
    assertThat(last.path()).containsExactly("closing", "stuck");
    assertThat(last.why()).isEqualTo("timeout; closing > 2");
  }

  @Test
  void rowsThatGoOnArePassedInOneTransition() {
    Transition<Note, Act> kicked =
        doors.on("kick", at(CLOSING, Map.of("closing", 1, "push", 2)), Set.of()).orElseThrow();
    assertThat(kicked.path()).containsExactly("closing", "shut", "open");
    assertThat(kicked.from()).isEqualTo("closing");
    assertThat(kicked.to()).isEqualTo("open");
    assertThat(kicked.effects()).containsExactly(Act.RING);
    assertThat(kicked.counters()).isEqualTo(Map.of("push", 2));
    assertThat(kicked.dueIn()).isEmpty();
    assertThat(kicked.why()).isEqualTo("kick");
  }

  @Test
  void guardOfTheEntryGoesOnBeforeAnythingElseIsDone() {
    Transition<Note, Act> pushed = doors.on("push", at(OPEN), Set.of(Fact.BLOCKED)).orElseThrow();
    assertThat(pushed.path()).containsExactly("open", "closing", "stuck");
    assertThat(pushed.effects()).containsExactly(Act.RING);
    assertThat(pushed.writes()).containsExactly(Note.LOG);
  }

  @Test
  void rowSeesTheFactsAsTheWritesBeforeItLeftThem() {
    assertThat(doors.on("push", at(OPEN), Set.of()).orElseThrow().dueIn()).contains(ofSeconds(7));
    assertThat(doors.on("oil", at(OPEN), Set.of()).orElseThrow().dueIn()).contains(ofSeconds(9));
  }

  @Test
  void whatIsDoneOnLeavingIsNotDoneWhenForced() {
    Snapshot open = at(OPEN, Map.of("open", 4));
    assertThat(doors.on("push", open, Set.of()).orElseThrow().counters()).doesNotContainKey("open");
    assertThat(doors.force("open", open, Set.of()).counters()).containsEntry("open", 4);
  }

  @Test
  void askingAgainGivesTheEffectsOfTheEntryAlone() {
    assertThat(doors.asksAgain(at(CLOSING), Set.of())).containsExactly(Act.MOVE);
    assertThat(doors.asksAgain(at(OPEN), Set.of())).isEmpty();
    assertThat(doors.asksAgain(at(CLOSING), Set.of(Fact.BLOCKED))).isEmpty();
  }

  @Test
  void otherTimeoutsReplaceThoseOfTheTable() {
    Lifecycle<Fact, Note, Act> slow = doors.withTimeouts(Map.of("closing", ofSeconds(60)));
    assertThat(doors.timeouts()).isEqualTo(Map.of("closing", ofSeconds(9)));
    assertThat(slow.timeouts()).isEqualTo(Map.of("closing", ofSeconds(60)));
    assertThat(slow.states()).containsExactly("open", "closing", "shut", "stuck");
    assertThat(slow.force("closing", at(OPEN), Set.of(Fact.OILED)).dueIn()).contains(ofSeconds(60));
  }

  @Test
  void shorterWaitOfAnEntryIsNeverLongerThanTheTimeout() {
    Lifecycle<Fact, Note, Act> fast = doors.withTimeouts(Map.of("closing", ZERO));
    assertThat(fast.force("closing", at(OPEN), Set.of()).dueIn()).contains(ZERO);
  }

  @Test
  void otherTimeoutsMustBeOfStatesThatHaveOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors.withTimeouts(Map.of("ajar", ofSeconds(1))))
        .withMessageContaining("no state 'ajar'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors.withTimeouts(Map.of("stuck", ofSeconds(1))))
        .withMessageContaining("'stuck'")
        .withMessageContaining("closing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> doors.withTimeouts(Map.of("closing", ofSeconds(-1))))
        .withMessageContaining("PT-1S");
  }

  @Test
  void stateWithTwoRowsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Lifecycle<Fact, Note, Act>(List.of(in(OPEN), in(OPEN)), OPEN, (n, f) -> {}))
        .withMessage("state 'open' has two rows");
  }

  @Test
  void eventThatIsThereTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(OPEN).on(PUSH, to(SHUT)).on(PUSH, to(OPEN)))
        .withMessage("state 'open': event 'push' is there twice");
  }

  @Test
  void timeoutThatLeadsNowhereIsRefused() {
    Duration second = ofSeconds(1);
    assertThatIllegalArgumentException().isThrownBy(() -> in(OPEN).within(second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(OPEN).within(second, when(Fact.OILED, to(SHUT))))
        .withMessage("state 'open': its timeout must end by going to a state");
  }

  @Test
  void nobodyChangesWhatATransitionSays() {
    Transition<Note, Act> pushed = doors.on("push", at(OPEN), Set.of()).orElseThrow();
    assertThatThrownBy(() -> pushed.counters().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> pushed.effects().add(Act.RING))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Row<Fact, Note, Act> in(Door state) {
    return Row.in(state);
  }

  private static Snapshot at(Door state) {
    return at(state, Map.of());
  }

  private static Snapshot at(Door state, Map<String, Integer> counters) {
    return new Snapshot(state.wireName(), counters);
  }
}
