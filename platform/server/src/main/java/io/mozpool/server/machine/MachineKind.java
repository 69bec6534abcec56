package io.mozpool.server.machine;

import io.mozpool.lifecycle.Transition;
import io.mozpool.server.database.SqlStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What devices and requests do not have in common.
 *
 * @param <V> all that a step reads of a machine
 * @param <F> facts
 * @param <W> writes
 * @param <E> effects
 */
public interface MachineKind<V, F, W, E> {

  /**
   * What a machine is: {@code device}, whose table is {@code devices} and whose log {@code
   * device_logs}.
   */
  String word();

  /** Reads a machine, of whatever server; empty where there is none. */
  CompletableFuture<Optional<V>> load(long id);

  /** Where the machine stands. */
  MachineRow row(V view);

  /** What is true of it. */
  Set<F> facts(V view, Arguments arguments);

  /** The objection to any step with these arguments, as things stand; empty for none. */
  default Optional<String> obstacle(V view, Arguments arguments) {
    return Optional.empty();
  }

  /** Why an event is not accepted, where that can be said better than by naming the state. */
  default Optional<String> objection(V view, String event, Arguments arguments) {
    return Optional.empty();
  }

  /** A further condition of the claim on the machine's row. */
  default Optional<SqlStatement> guard(V view, Transition<W, E> transition, Arguments arguments) {
    return Optional.empty();
  }

  /** What one write of the table stores. */
  List<SqlStatement> write(V view, W write, Arguments arguments);

  /** The statements that a step stores beside those of the table. */
  default List<SqlStatement> beside(V view, Transition<W, E> transition) {
    return List.of();
  }

  /** The time until the machine is due, where it differs from the table's. */
  default Duration spread(String state, Duration wait) {
    return wait;
  }

  /**
   * Does what a committed transition asks for. Called on a worker thread; must not block for long.
   *
   * @param revision the machine's after the transition
   */
  void entered(V before, Transition<W, E> transition, long revision);
}
