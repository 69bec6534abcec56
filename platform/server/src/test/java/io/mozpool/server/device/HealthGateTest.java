package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.device.HealthGate.Board;
import io.mozpool.time.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HealthGateTest {

  private static final Duration CHECKS = Duration.ofMinutes(10);

  private final ManualTime time = new ManualTime();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final TestRack rack = new TestRack();
  private final List<Long> believed = new ArrayList<>();
  private final HealthGate gate = new HealthGate(rack, time, tasks::add);

  /** Boards, some of which do not answer. */
  private static final class TestRack implements HealthGate.Rack {

    private final List<Board> ready = new ArrayList<>();
    private final Set<Long> silent = new HashSet<>();
    private final List<Long> asked = new ArrayList<>();
    private boolean databaseAway;

    void add(int count, String type) {
      LongStream.range(ready.size(), ready.size() + count)
          .forEach(id -> ready.add(new Board(id, type)));
    }

    void silence(int... ids) {
      IntStream.of(ids).forEach(id -> silent.add((long) id));
    }

    @Override
    public List<Board> ready() {
      if (databaseAway) {
        throw new IllegalStateException("the database is away");
      }
      return ready;
    }

    @Override
    public CompletableFuture<Boolean> ask(Board board) {
      asked.add(board.id());
      return CompletableFuture.completedFuture(!silent.contains(board.id()));
    }
  }

  @Test
  void ofSixtyBoardsWithoutANetworkNoneIsBelieved() {
    rack.add(60, "panda");
    checkInTurn(20);
    IntStream.range(0, 60).forEach(rack::silence);

    checkInTurn(200);

    assertThat(believed).isEmpty();
    assertThat(gate.isClosed("panda")).isTrue();
  }

  @Test
  void threeBoardsTellTheNetwork() {
    rack.add(3, "panda");
    rack.silence(0, 1, 2);

    checkInTurn(9);

    assertThat(believed).isEmpty();
  }

  @Test
  void aSingleBoardIsBelievedOnceOthersHaveAnswered() {
    rack.add(3, "panda");
    rack.silence(0);

    check(0);

    assertThat(rack.asked).containsExactlyInAnyOrder(1L, 2L);
    assertThat(believed).containsExactly(0L);
  }

  @Test
  void twoOfThreeAreNotTheNetwork() {
    rack.add(3, "panda");
    rack.silence(0, 1);

    checkInTurn(3);

    assertThat(believed).containsExactly(0L, 1L);
  }

  @Test
  void aBoardThatFailsTwiceIsOneBoard() {
    rack.add(3, "panda");
    rack.silence(0);

    IntStream.range(0, 5).forEach(i -> check(0));

    assertThat(believed).as("each time").hasSize(5);
    assertThat(gate.isClosed("panda")).isFalse();
  }

  @Test
  void theOnlyBoardIsBelievedWhenItsFailureRepeats() {
    rack.add(1, "panda");
    rack.silence(0);

    check(0);
    pass(Duration.ofSeconds(59));
    assertThat(believed).isEmpty();
    pass(Duration.ofSeconds(1));

    assertThat(believed).containsExactly(0L);
  }

  @Test
  void theOnlyBoardThatAnswersAgainIsNotBelieved() {
    rack.add(2, "panda");
    rack.silence(0);

    check(0);
    rack.silent.clear();
    pass(Duration.ofMinutes(2));

    assertThat(believed).isEmpty();
  }

  @Test
  void fewBoardsOfManyTypesAreJudgedTogether() {
    rack.add(1, "panda");
    rack.add(1, "tegra");
    rack.add(2, "bare");
    rack.silence(0, 1, 2, 3);

    checkInTurn(8);
    pass(Duration.ofMinutes(2));

    assertThat(believed).isEmpty();
    assertThat(gate.isClosed("tegra")).isTrue();
  }

  @Test
  void aTypeOfOneIsBelievedWhereOthersAnswer() {
    rack.add(1, "panda");
    rack.add(5, "tegra");
    rack.silence(0);

    check(0);

    assertThat(believed).containsExactly(0L);
  }

  @Test
  void theSwitchOfOneTypeDoesNotCloseTheGateOfAnother() {
    rack.add(4, "panda");
    rack.add(4, "tegra");
    rack.silence(0, 1, 2, 3, 4);

    checkInTurn(8);

    assertThat(believed).containsExactly(4L);
    assertThat(gate.closed()).containsExactly("panda");
  }

  @Test
  void theGateOpensWhenBoardsAnswerAgain() {
    rack.add(6, "panda");
    IntStream.range(0, 6).forEach(rack::silence);
    checkInTurn(6);
    rack.silent.clear();
    rack.silence(3);

    check(0);
    assertThat(gate.isClosed("panda")).isFalse();
    check(3);

    assertThat(believed).containsExactly(3L);
  }

  @Test
  void whereTooFewBoardsAreLeftTheGateDoesNotStayClosed() {
    rack.add(3, "panda");
    rack.silence(0, 1, 2);
    checkInTurn(3);
    rack.ready.remove(2);
    pass(CHECKS);

    check(0);
    pass(Duration.ofMinutes(1));

    assertThat(believed).containsExactly(0L);
  }

  @Test
  void aDatabaseThatIsAwayLetsNothingBeBelieved() {
    rack.add(3, "panda");
    rack.silence(0);
    rack.databaseAway = true;
    check(0);
    assertThat(believed).isEmpty();
    rack.databaseAway = false;

    check(0);

    assertThat(believed).containsExactly(0L);
  }

  /** Checks the boards one after the other, one each ten seconds. */
  private void checkInTurn(int checks) {
    for (int i = 0; i < checks; i++) {
      check(i % rack.ready.size());
      pass(Duration.ofSeconds(10));
    }
  }

  private void check(int index) {
    Board board = rack.ready.get(index);
    if (rack.silent.contains(board.id())) {
      gate.failed(board, () -> believed.add(board.id()));
    } else {
      gate.passed(board);
    }
    run();
  }

  private void pass(Duration duration) {
    time.pass(duration);
    run();
  }

  private void run() {
    while (!tasks.isEmpty()) {
      try {
        tasks.remove().run();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("the database is away");
      }
    }
  }
}
