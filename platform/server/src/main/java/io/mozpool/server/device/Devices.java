package io.mozpool.server.device;

import io.micronaut.context.BeanProvider;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.server.device.DeviceEffects.Asked;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Machine;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * LifeGuard: brings the devices of this server into the states that are asked for. Any thread may
 * call.
 */
@Singleton
public final class Devices {

  /**
   * Argument of an event: the request that asks. Nothing is done once it holds the device no more.
   */
  public static final String FOR_REQUEST = DeviceKind.FOR_REQUEST;

  /** Argument: nothing is done if a request holds the device. */
  public static final String UNLESS_HELD = DeviceKind.UNLESS_HELD;

  /** Argument of a forced state: the inventory because of which it is forced. */
  public static final String INVENTORY = DeviceKind.INVENTORY;

  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final int SPREAD_MILLIS = 60_000;

  /** Evenly over a minute, neighbours far apart. */
  private static final String SPREAD_OVERDUE =
      "update devices set state_timeout = timestampadd(microsecond,"
          + " mod(mod(id, 60000) * 7919 + ?, 60000) * 1000, cast(? as datetime(6)))"
          + " where imaging_server_id = ? and state = 'ready' and state_timeout <= ?";

  /** Those that hardware may be asked for again: the check of a ready one waits for its turn. */
  private static final String NOT_READY =
      "select id from devices where imaging_server_id = ? and state <> 'ready'";

  /** For an effect of a state that has no timeout. */
  private static final Duration LONG = Duration.ofHours(1);

  private final MachineParts parts;
  private final DeviceViews views;
  private final ComingUp comingUp = new ComingUp();
  private final Retries retries;
  private final Interference interference;
  private final HealthGate gate;
  private final DeviceEffects effects;
  private final BeanProvider<DeviceListener> listener;
  private final Machine<DeviceView, DeviceFact, DeviceWrite, DeviceEffect> machine;
  private volatile boolean started;
  private volatile boolean draining;

  Devices(
      MachineParts parts,
      Hardware hardware,
      Targets targets,
      Holders holders,
      InstallerChecks checks,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle,
      Blame blame,
      BeanProvider<DeviceListener> listener) {
    this.parts = parts;
    this.listener = listener;
    this.interference = new Interference(holders);
    this.views = new DeviceViews(parts.database(), targets, parts.workers());
    this.retries = new Retries(parts.workers());
    HealthCheck check = new HealthCheck(hardware);
    this.gate =
        new HealthGate(
            new ReadyBoards(parts.database(), parts.leases(), views, check),
            parts.time(),
            parts.workers());
    Setbacks setbacks = new Setbacks(lifecycle, parts.clock());
    this.effects =
        new DeviceEffects(
            hardware, comingUp, retries, check, gate, parts.journal(), setbacks, this::raise);
    this.machine =
        new Machine<>(
            lifecycle,
            new DeviceKind(
                views,
                parts.database(),
                holders,
                checks,
                blame,
                gate,
                setbacks,
                parts.time(),
                this::entered),
            parts);
  }

  /** The table of the devices. */
  public Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle() {
    return machine.lifecycle();
  }

  /** An event from outside; see {@link Machine#event}. */
  public CompletableFuture<Outcome> event(long device, String event, Arguments arguments) {
    return comingUp.then(device, () -> machine.event(device, event, arguments));
  }

  /**
   * An event from outside, of a device by its name in any case.
   *
   * @param arguments of the event, by the device's row; throws where this server does not answer
   *     for it, or they are wrong
   * @return exceptionally, with what that threw, or 404
   */
  CompletableFuture<Outcome> event(
      String device, String event, Function<MachineRow, Arguments> arguments) {
    return views
        .named(device)
        .thenCompose(
            found -> {
              DeviceView view = found.orElseThrow(() -> ApiException.unknown("device", device));
              Arguments read = arguments.apply(view.row());
              CompletableFuture<Outcome> outcome =
                  comingUp.isAwaited(view.row().id())
                      ? event(view.row().id(), event, read)
                      : machine.event(view, event, read);
              return outcome.thenApply(
                  told -> interference.afterEvent(view.row().id(), event, read, told));
            });
  }

  /** A state is forced by a person or the inventory sync; see {@link Machine#force}. */
  public CompletableFuture<Outcome> force(
      long device, String from, String to, Arguments arguments) {
    return machine
        .force(device, from, to, arguments)
        .thenApply(outcome -> interference.afterForce(device, from, to, arguments, outcome));
  }

  /** A sentence for each type of boards whose network looks broken. */
  public List<String> closedGates() {
    return gate.closed().stream()
        .map(type -> "boards do not answer (%s): failed health checks do not count".formatted(type))
        .toList();
  }

  /** Handles what is due from now on. */
  public void start() {
    machine.start();
    started = true;
  }

  /**
   * Goes on where the devices of an imaging server stand, on a worker: asks hardware again for what
   * it was asked for. Returns at once.
   */
  public void takeOver(long server) {
    machine.prepare(
        server,
        () -> {
          spreadOverdueChecks(server);
          parts
              .database()
              .all(row -> row.getLong(1), NOT_READY, server)
              .forEach(id -> load(id, device -> true, this::askAgain));
        });
  }

  /** Asks no hardware again that has not answered yet. */
  public void breakOff() {
    retries.breakOff();
  }

  /** From now on asks hardware for nothing: whoever goes on asks again. */
  public void drain() {
    draining = true;
    breakOff();
  }

  /** Since when the handling of some timeout has not come to an end. */
  public Optional<LocalDateTime> handlingSince() {
    return machine.handlingSince();
  }

  /** Handles what is due now, without waiting for the next look; nothing before the start. */
  public void handleDue() {
    if (started) {
      machine.handleDue();
    }
  }

  /** After a long pause the checks of all ready devices are overdue; they need not come at once. */
  private void spreadOverdueChecks(long server) {
    String now = Moments.text(Moments.now(parts.clock()));
    int shift = parts.time().random("overdue checks").nextInt(SPREAD_MILLIS);
    parts.database().update(SPREAD_OVERDUE, shift, now, server, now);
  }

  private void askAgain(DeviceView device) {
    Duration window =
        device.row().due() == null
            ? LONG
            : Duration.between(Moments.now(parts.clock()), device.row().due());
    if (window.isNegative() || window.isZero()) {
      return; // its timeout is handled at once, which asks, too
    }
    for (DeviceEffect effect :
        machine.lifecycle().asksAgain(device.row().snapshot(), device.facts())) {
      if (effect != DeviceEffect.CHECK_HEALTH) {
        run(effect, new Asked(device, device.row().revision(), window));
      }
    }
  }

  private void entered(
      DeviceView before, Transition<DeviceWrite, DeviceEffect> transition, long revision) {
    long id = before.row().id();
    retries.moved(id, revision);
    if (transition.changesState() && transition.to().equals(DeviceKind.READY)) {
      listener.get().ready(id);
    }
    if (transition.effects().isEmpty()) {
      return;
    }
    EnumSet<DeviceEffect> onHardware = EnumSet.copyOf(transition.effects());
    if (onHardware.remove(DeviceEffect.NOTIFY_REQUEST)) {
      listener.get().imaged(id);
    }
    if (!onHardware.isEmpty()) {
      Duration window = transition.dueIn().orElse(LONG);
      load(
          id,
          device -> device.row().revision() == revision,
          device -> onHardware.forEach(effect -> run(effect, new Asked(device, revision, window))));
    }
  }

  /** Does something with a device on a worker, where it is still so. */
  private void load(long id, Predicate<DeviceView> still, Consumer<DeviceView> then) {
    views
        .load(id)
        .thenAccept(found -> found.filter(still).ifPresent(then))
        .exceptionally(
            failure -> {
              if (!Outage.caused(failure)) {
                LOG.error("device {}: what is to be done waits for its timeout", id, failure);
              }
              return null;
            });
  }

  private void run(DeviceEffect effect, Asked asked) {
    if (draining || parts.leases().of(asked.device().row().server()).isEmpty()) {
      return; // who has the lease asks
    }
    if (effect == DeviceEffect.NOTIFY_REQUEST) {
      listener.get().imaged(asked.id());
    } else {
      effects.run(effect, asked);
    }
  }

  private CompletableFuture<Outcome> raise(Asked asked, String event) {
    return CompletableFuture.supplyAsync(
            () -> machine.result(asked.id(), asked.revision(), event, Arguments.NONE),
            parts.workers())
        .thenCompose(result -> result)
        .thenApply(outcome -> interference.afterCheck(asked.id(), event, outcome))
        .exceptionally(
            failure -> {
              if (!Outage.caused(failure)) {
                LOG.error("{}: {} is lost", asked.device().row().name(), event, failure);
              }
              return new Outcome(false, "", "");
            });
  }
}
