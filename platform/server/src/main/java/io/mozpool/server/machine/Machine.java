package io.mozpool.server.machine;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Transition;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.DueTimers.Due;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step of one kind of machine: ask the table, store, commit, then have the effects run. Any
 * thread may call; of two steps of one machine at the same moment one is stored, and the other
 * looks again.
 */
public final class Machine<V, F extends Enum<F>, W extends Enum<W>, E extends Enum<E>> {

  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
  private static final long NEVER = -1;

  /**
   * What is to happen to a machine that stands so: a transition, or the reason why nothing does.
   */
  @FunctionalInterface
  private interface Decision<F, W, E> {
    Optional<Transition<W, E>> decide(MachineRow row, Set<F> facts);
  }

  private final Lifecycle<F, W, E> lifecycle;
  private final MachineKind<V, F, W, E> kind;
  private final MachineParts parts;
  private final DueTimers timers;
  private final Set<Long> arriving = ConcurrentHashMap.newKeySet();

  public Machine(Lifecycle<F, W, E> lifecycle, MachineKind<V, F, W, E> kind, MachineParts parts) {
    this.lifecycle = lifecycle;
    this.kind = kind;
    this.parts = parts;
    this.timers = new DueTimers(parts, this::due, this::timeout);
  }

  /** The table. */
  public Lifecycle<F, W, E> lifecycle() {
    return lifecycle;
  }

  /**
   * An event from outside; it counts whatever the machine is about.
   *
   * @return completed when the change is committed, or at once where the machine does not listen;
   *     exceptionally where the database failed
   */
  public CompletableFuture<Outcome> event(long id, String event, Arguments arguments) {
    return step(id, arguments, event, on(event), NEVER);
  }

  /** As {@link #event(long, String, Arguments)}, of a machine that was read just now. */
  public CompletableFuture<Outcome> event(V view, String event, Arguments arguments) {
    return step(view, arguments, event, on(event), NEVER);
  }

  /** The result of an effect, which counts only for the revision that asked for it. */
  public CompletableFuture<Outcome> result(
      long id, long revision, String event, Arguments arguments) {
    return step(
        id,
        arguments,
        event,
        (row, facts) ->
            row.revision() == revision
                ? lifecycle.on(event, row.snapshot(), facts)
                : Optional.empty());
  }

  /**
   * A person forces a state.
   *
   * @param from the state that the machine must be in, unless it is in one that nobody knows
   * @param to a state of the table
   */
  public CompletableFuture<Outcome> force(long id, String from, String to) {
    return force(id, from, to, Arguments.NONE);
  }

  /** As {@link #force(long, String, String)}, with arguments. */
  public CompletableFuture<Outcome> force(long id, String from, String to, Arguments arguments) {
    return step(
        id,
        arguments,
        "state change from " + from + " to " + to,
        (row, facts) ->
            row.state().equals(from) || isUnknown(row.state())
                ? Optional.of(lifecycle.force(to, row.snapshot(), facts))
                : Optional.empty());
  }

  /**
   * Prepares machines whose lease was taken, on a worker; until that is done their timeouts wait.
   *
   * @param server their imaging server's row
   */
  public void prepare(long server, Runnable preparation) {
    arriving.add(server);
    parts
        .workers()
        .execute(
            () -> {
              try {
                preparation.run();
              } finally {
                arriving.remove(server);
              }
            });
  }

  /** Starts the timers: what is due is handled from now on. */
  public void start() {
    timers.start();
  }

  /** Handles what is due now, on the workers. */
  public void handleDue() {
    timers.poll();
  }

  /**
   * Since when the handling of some machine's timeout has not come to an end; empty where none is
   * being handled.
   */
  public Optional<LocalDateTime> handlingSince() {
    return timers.oldest();
  }

  /** Handles a machine whose time is up; nothing happens where it is not. */
  CompletableFuture<Outcome> timeout(long id) {
    return step(
        id,
        Arguments.NONE,
        "timeout",
        (row, facts) -> {
          Optional<Duration> overdue = row.overdue(Moments.now(parts.clock()));
          overdue.ifPresent(lateness -> parts.metrics().handledLate(kind.word(), lateness));
          return overdue.map(due -> lifecycle.onTimeout(row.snapshot(), facts));
        });
  }

  private List<Due> due(LocalDateTime until) {
    return parts
        .database()
        .all(
            row -> new Due(row.getLong(1), row.getObject(2, LocalDateTime.class)),
            "select id, state_timeout from "
                + kind.word()
                + "s where imaging_server_id in ("
                + parts.leases().servers(arriving)
                + ") and state_timeout <= ?",
            Moments.text(until));
  }

  private Decision<F, W, E> on(String event) {
    return (row, facts) -> lifecycle.on(event, row.snapshot(), facts);
  }

  private boolean isUnknown(String state) {
    return state.equals("unknown") || !lifecycle.knows(state);
  }

  private CompletableFuture<Outcome> step(
      long id, Arguments arguments, String what, Decision<F, W, E> decision) {
    return step(id, arguments, what, decision, NEVER)
        .whenComplete((outcome, failure) -> parts.workers().check(failure));
  }

  /**
   * @param lost the revision at which the last attempt could not be stored: where the machine still
   *     has it, not another step was in the way but the guard, and there is nothing to try again
   */
  private CompletableFuture<Outcome> step(
      long id, Arguments arguments, String what, Decision<F, W, E> decision, long lost) {
    return kind.load(id)
        .thenCompose(
            view ->
                view.isPresent()
                    ? step(view.get(), arguments, what, decision, lost)
                    : done(new Outcome(false, "", "no such " + kind.word())));
  }

  private CompletableFuture<Outcome> step(
      V view, Arguments arguments, String what, Decision<F, W, E> decision, long lost) {
    MachineRow row = kind.row(view);
    Optional<Lease> lease = parts.leases().of(row.server());
    if (lease.isEmpty()) {
      return done(Outcome.leaseOver(row.state()));
    }
    Optional<String> obstacle = kind.obstacle(view, arguments);
    if (obstacle.isPresent()) {
      return done(refused(row, what, obstacle.get()));
    }
    Optional<Transition<W, E>> decided = decision.decide(row, kind.facts(view, arguments));
    if (row.revision() == lost) {
      return done(new Outcome(false, row.state(), what + " came too late"));
    }
    if (decided.isEmpty()) {
      return done(
          kind.objection(view, what, arguments)
              .map(objection -> refused(row, what, objection))
              .orElseGet(() -> refused(row, new Unfit(what, row.state(), lifecycle))));
    }
    LocalDateTime now = Moments.now(parts.clock());
    Step<V, W, E> step = Step.of(kind, view, decided.get(), arguments, now);
    return parts
        .committers()
        .submit(step.unit(kind, lease.get()))
        .thenComposeAsync(
            fate ->
                switch (fate) {
                  case STORED -> done(committed(step));
                  case OUTDATED -> step(row.id(), arguments, what, decision, row.revision());
                  case LEASE_OVER -> done(Outcome.leaseOver(row.state()));
                },
            parts.workers());
  }

  private static CompletableFuture<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  private Outcome refused(MachineRow row, Unfit event) {
    refused(row, event.event(), event.line());
    return new Outcome(false, row.state(), event.answer());
  }

  private Outcome refused(MachineRow row, String what, String reason) {
    if (!what.equals("timeout")) {
      parts.journal().add(kind.word(), row.id(), Journal.STATE_MACHINE, reason);
    }
    return new Outcome(false, row.state(), reason);
  }

  private Outcome committed(Step<V, W, E> step) {
    String name = step.row().name();
    Transition<W, E> transition = step.transition();
    if (transition.changesState()) {
      LOG.info("{}: {}", name, step.line());
      parts.metrics().moved(kind.word(), transition.to());
    }
    timers.schedule(step.row().id(), step.due());
    parts.changes().machine(kind.word(), step.row().id());
    try {
      kind.entered(step.view(), transition, step.revision());
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("{}: what {} asks for waits for its timeout", name, transition.to(), e);
      }
    }
    return new Outcome(true, transition.to(), transition.why());
  }
}
