package io.mozpool.server.machine;

import io.mozpool.lifecycle.Event;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Row;
import io.mozpool.lifecycle.Snapshot;
import io.mozpool.lifecycle.State;
import io.mozpool.lifecycle.Steps;
import io.mozpool.lifecycle.Transition;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.SqlStatement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A small kind of machine on the rows of devices: it winds up, runs down, and rings. */
final class Toy implements MachineKind<MachineRow, Toy.Fact, Toy.Write, Toy.Effect> {

  enum Fact {
    WOUND
  }

  enum Write {
    COMMENT,
    TIE
  }

  enum Effect {
    RING
  }

  enum At implements State {
    UNKNOWN,
    STILL,
    RUNNING,
    RINGING,
    BROKEN
  }

  enum Told implements Event {
    WIND,
    TICK,
    RUN_DOWN,
    TIE
  }

  enum Counted implements Named {
    TICKS
  }

  /** What the machine was told of after a commit. */
  record Entered(String state, List<Effect> effects, long revision) {}

  final BlockingQueue<Entered> entered = new LinkedBlockingQueue<>();
  volatile Runnable beforeLoad = () -> {};
  volatile Runnable onEntered = () -> {};
  private final Database database;

  Toy(Database database) {
    this.database = database;
  }

  static Lifecycle<Fact, Write, Effect> lifecycle() {
    return new Lifecycle<>(
        List.of(
            Row.<Fact, Write, Effect>in(At.UNKNOWN).on(Told.WIND, Steps.to(At.RUNNING)),
            Row.<Fact, Write, Effect>in(At.STILL)
                .on(Told.WIND, Steps.write(Write.COMMENT), Steps.to(At.RUNNING))
                .on(Told.TIE, Steps.write(Write.TIE), Steps.to(At.RUNNING)),
            Row.<Fact, Write, Effect>in(At.RUNNING)
                .entry(Steps.ask(Effect.RING))
                .within(Duration.ofHours(1), Steps.to(At.RINGING))
                .on(Told.TICK, Steps.count(Counted.TICKS), Steps.to(At.RUNNING))
                .on(Told.RUN_DOWN, Steps.to(At.STILL)),
            Row.<Fact, Write, Effect>in(At.RINGING)
                .within(Duration.ofMillis(100), Steps.to(At.STILL)),
            Row.<Fact, Write, Effect>in(At.BROKEN)),
        At.UNKNOWN,
        (write, facts) -> {});
  }

  @Override
  public String word() {
    return "device";
  }

  @Override
  public CompletableFuture<Optional<MachineRow>> load(long id) {
    return CompletableFuture.supplyAsync(() -> read(id), Runnable::run);
  }

  private Optional<MachineRow> read(long id) {
    beforeLoad.run();
    return database.first(
        row ->
            new MachineRow(
                row.getLong("id"),
                1,
                "toy " + row.getString("name"),
                new Snapshot(
                    row.getString("state"), Counters.parse(row.getString("state_counters"))),
                row.getLong("state_revision"),
                row.getObject("state_since", LocalDateTime.class),
                row.getObject("state_timeout", LocalDateTime.class)),
        "select * from devices where id = ? and imaging_server_id = 1",
        id);
  }

  @Override
  public MachineRow row(MachineRow view) {
    return view;
  }

  @Override
  public Set<Fact> facts(MachineRow view, Arguments arguments) {
    return Set.of();
  }

  /** Only toys whose serial nobody has taken may be tied. */
  @Override
  public Optional<SqlStatement> guard(
      MachineRow view, Transition<Write, Effect> transition, Arguments arguments) {
    return transition.writes().contains(Write.TIE)
        ? Optional.of(SqlStatement.of("serial = ?", "free"))
        : Optional.empty();
  }

  @Override
  public List<SqlStatement> write(MachineRow view, Write write, Arguments arguments) {
    return switch (write) {
      case COMMENT ->
          List.of(
              SqlStatement.of(
                  "update devices set comments = ? where id = ?",
                  arguments.get("comment").orElseThrow(),
                  view.id()));
      case TIE ->
          List.of(SqlStatement.of("update devices set serial = 'taken' where id = ?", view.id()));
    };
  }

  @Override
  public void entered(MachineRow before, Transition<Write, Effect> transition, long revision) {
    onEntered.run();
    entered.add(new Entered(transition.to(), transition.effects(), revision));
  }
}
