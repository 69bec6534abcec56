package io.mozpool.server.machine;

import io.mozpool.lifecycle.Transition;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.journal.Journal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transition that a machine is about to make, and what is stored of it.
 *
 * @param view the machine before
 * @param row where it stands
 * @param now the moment of the step
 * @param due when the machine is due again; empty for never
 */
record Step<V, W, E>(
    V view,
    MachineRow row,
    Transition<W, E> transition,
    Arguments arguments,
    LocalDateTime now,
    Optional<LocalDateTime> due) {

  /**
   * How far apart the looks of those are that look again: what is due together is stored together.
   */
  private static final long LOOKS_NANOS = 100_000_000;

  static <V, W, E> Step<V, W, E> of(
      MachineKind<V, ?, W, E> kind,
      V view,
      Transition<W, E> transition,
      Arguments arguments,
      LocalDateTime now) {
    Optional<LocalDateTime> due =
        transition
            .dueIn()
            .map(wait -> now.plus(kind.spread(transition.to(), wait)))
            .map(moment -> transition.changesState() ? moment : together(moment));
    return new Step<>(view, kind.row(view), transition, arguments, now, due);
  }

  private static LocalDateTime together(LocalDateTime moment) {
    long beyond = moment.getNano() % LOOKS_NANOS;
    return beyond == 0 ? moment : moment.plusNanos(LOOKS_NANOS - beyond);
  }

  /** The machine's revision after the step. */
  long revision() {
    return row.revision() + 1;
  }

  /** What logs say of it. */
  String line() {
    return String.join(" -> ", transition.path()) + " (" + transition.why() + ")";
  }

  Unit unit(MachineKind<V, ?, W, E> kind, Lease lease) {
    List<SqlStatement> writes = new ArrayList<>();
    if (transition.changesState()) {
      writes.add(Journal.line(kind.word(), row.id(), now, Journal.STATE_MACHINE, line()));
    }
    for (W write : transition.writes()) {
      writes.addAll(kind.write(view, write, arguments));
    }
    writes.addAll(kind.beside(view, transition));
    return new Unit(row.id(), Optional.of(lease), claim(kind), writes);
  }

  private SqlStatement claim(MachineKind<V, ?, W, E> kind) {
    SqlStatement guard = kind.guard(view, transition, arguments).orElse(SqlStatement.of("1 = 1"));
    List<Object> parameters = new ArrayList<>();
    parameters.add(transition.to());
    parameters.add(Counters.json(transition.counters()));
    parameters.add(Moments.text(due.orElse(null)));
    parameters.add(Moments.text(transition.changesState() ? now : row.since()));
    parameters.add(row.id());
    parameters.add(row.revision());
    parameters.add(row.state());
    parameters.addAll(guard.parameters());
    return new SqlStatement(
        "update "
            + kind.word()
            + "s set state = ?, state_counters = ?, state_timeout = ?, state_since = ?,"
            + " state_revision = state_revision + 1"
            + " where id = ? and state_revision = ? and state = ? and "
            + guard.text(),
        parameters);
  }
}
