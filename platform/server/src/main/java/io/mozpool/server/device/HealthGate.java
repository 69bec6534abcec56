package io.mozpool.server.device;

import io.mozpool.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broken network from sending the ready boards of this server into self-tests. A board that
 * fails its check is believed once some others of its type were asked, too: where more than a third
 * of them fail, the gate closes, and no failure counts until others answer again. Too few boards of
 * a type are judged with all boards, and where those are too few, a failure counts when it repeats.
 */
final class HealthGate {

  private static final Logger LOG = LoggerFactory.getLogger(HealthGate.class);

  /** So many boards tell the network from a board; fewer failures are never the network. */
  private static final int ENOUGH = 3;

  /** So many others are asked. */
  private static final int OTHERS = 5;

  private static final Duration REPEAT = Duration.ofSeconds(60);

  /** Stands for all types together. */
  private static final String ALL = "all";

  /** A board that can be asked. */
  record Board(long id, String type) {}

  /** The boards of this server. */
  interface Rack {

    /** Those that are ready and not held; may ask the database. */
    List<Board> ready();

    /** Whether one answers; fails where it has nothing that can be asked, or is ready no more. */
    CompletableFuture<Boolean> ask(Board board);
  }

  private final Rack rack;
  private final Time time;
  private final Executor executor;
  private final Random random;
  private final ConcurrentMap<String, Inquiry> inquiries = new ConcurrentHashMap<>();
  private final Set<String> closed = ConcurrentHashMap.newKeySet();

  /** When boards of a type were last found not to answer. */
  private final Map<String, Long> closedNanos = new ConcurrentHashMap<>();

  HealthGate(Rack rack, Time time, Executor executor) {
    this.rack = rack;
    this.time = time;
    this.executor = executor;
    this.random = time.random("health gate");
  }

  /** Whether the network of these boards looks broken. */
  boolean isClosed(String type) {
    return !closed.isEmpty() && (closed.contains(type) || closed.contains(ALL));
  }

  /** The types whose boards' network looks broken; {@code all} for all together. */
  Set<String> closed() {
    return new TreeSet<>(closed);
  }

  /**
   * A board has failed its check.
   *
   * @param believe done where it is the board that failed
   */
  void failed(Board board, Runnable believe) {
    if (!isClosed(board.type()) || isOld(closedNanos.get(board.type()))) {
      look(board, inquiry -> inquiry.failed(board, believe));
    }
  }

  /** A board has passed its check. */
  void passed(Board board) {
    if (isClosed(board.type())) {
      look(board, inquiry -> inquiry.passed(board));
    }
  }

  private boolean isOld(@Nullable Long nanos) {
    return nanos == null || time.since(nanos).compareTo(REPEAT) >= 0;
  }

  /** Joins the inquiry into boards of a type that is under way, or begins one. */
  private void look(Board board, Consumer<Inquiry> add) {
    Inquiry fresh = new Inquiry(board.type());
    Inquiry joined =
        inquiries.compute(
            board.type(),
            (type, running) -> {
              Inquiry inquiry = running == null ? fresh : running;
              add.accept(inquiry);
              return inquiry;
            });
    if (joined == fresh) {
      executor.execute(fresh::begin);
    }
  }

  /** Asks others at once, and decides on all that failed until they have answered. */
  private final class Inquiry {

    private final String type;
    private final Map<Board, Runnable> failed = new ConcurrentHashMap<>();
    private final Set<Board> passed = ConcurrentHashMap.newKeySet();
    private String scope = ALL;
    private boolean enough;

    Inquiry(String type) {
      this.type = type;
    }

    void failed(Board board, Runnable believe) {
      failed.put(board, believe);
    }

    void passed(Board board) {
      passed.add(board);
    }

    void begin() {
      try {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (Board other : others(rack.ready())) {
          answers.add(
              rack.ask(other)
                  .thenAccept(answered -> add(other, answered))
                  .exceptionally(failure -> null));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
            .thenRunAsync(this::decide, executor);
      } catch (RuntimeException e) {
        inquiries.remove(type, this); // nothing is known; the next checks ask again
        throw e;
      }
    }

    private List<Board> others(List<Board> ready) {
      List<Board> same =
          new ArrayList<>(ready.stream().filter(board -> board.type().equals(type)).toList());
      boolean ofType = same.size() >= ENOUGH;
      List<Board> others = ofType ? same : new ArrayList<>(ready);
      scope = ofType ? type : ALL;
      enough = others.size() >= ENOUGH;
      others.removeIf(board -> failed.containsKey(board) || passed.contains(board));
      Collections.shuffle(others, random);
      return others.subList(0, Math.min(OTHERS, others.size()));
    }

    private void add(Board board, boolean answered) {
      if (answered) {
        passed.add(board);
      } else {
        failed.putIfAbsent(board, () -> {}); // its own check decides on it
      }
    }

    private void decide() {
      inquiries.remove(type, this);
      int asked = failed.size() + passed.size();
      if (!enough || asked < ENOUGH) {
        open();
        failed.forEach(this::askAgain);
      } else if (failed.size() >= ENOUGH && failed.size() * 3 > asked) {
        close(asked);
      } else {
        open();
        failed.values().forEach(Runnable::run);
      }
    }

    private void askAgain(Board board, Runnable believe) {
      time.after(
          REPEAT,
          executor,
          () ->
              rack.ask(board)
                  .thenAccept(
                      answered -> {
                        if (!answered) {
                          believe.run();
                        }
                      })
                  .exceptionally(failure -> null));
    }

    private void close(int asked) {
      closedNanos.put(type, time.nanos());
      if (closed.add(scope)) {
        LOG.error(
            "{} of {} boards that were asked do not answer ({}): this looks like the network, no"
                + " board is sent to self-test",
            failed.size(),
            asked,
            scope);
      }
    }

    private void open() {
      if (closed.removeAll(List.of(scope, type, ALL))) {
        LOG.info("failed checks of boards count again ({})", scope);
      }
    }
  }
}
