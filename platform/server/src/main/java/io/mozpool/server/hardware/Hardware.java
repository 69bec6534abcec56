package io.mozpool.server.hardware;

import io.mozpool.host.Bound;
import io.mozpool.host.NoDriverException;
import io.mozpool.host.Registry;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Operation;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.probe.ReachabilityProbe;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.TimedWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What can be asked of a device's hardware. Nothing here blocks; futures fail with {@link
 * DriverException}, with {@link NoDriverException} or with what a driver threw that it should not
 * have.
 */
public final class Hardware {

  /** How long one operation may take once it is its turn. */
  private static final Duration SWITCH = Duration.ofSeconds(30);

  private static final Duration CHECK = Duration.ofSeconds(10);
  private static final Duration STORAGE = Duration.ofSeconds(195);

  /** Between off and on: long enough for the board's capacitors. */
  private static final Duration OFF_TIME = Duration.ofSeconds(1);

  @FunctionalInterface
  private interface Switch {
    void run(PowerControl outlet, Deadline deadline) throws DriverException, InterruptedException;
  }

  private final Registry registry;
  private final GuardedCalls calls;
  private final Workers workers;
  private final Map<String, Bound<PowerControl>> outlets = new ConcurrentHashMap<>();
  private final Map<Target, Bound<DeviceAgent>> agents = new ConcurrentHashMap<>();
  private final Map<Target, Bound<ReachabilityProbe>> probes = new ConcurrentHashMap<>();
  private int open;
  private boolean draining;

  public Hardware(Registry registry, GuardedCalls calls, Workers workers) {
    this.registry = registry;
    this.calls = calls;
    this.workers = workers;
  }

  /**
   * Power off, a second's wait without holding the controller, and power on.
   *
   * @param window bounds the whole
   * @param comingUp run before the power comes back: from then on the device may do something
   */
  public CompletableFuture<Void> cycle(Target target, Duration window, Runnable comingUp) {
    return attempt(
        () -> {
          List<Bound<PowerControl>> bound = bind(target);
          if (bound.size() == 1 && bound.get(0).driver().cyclesItself()) {
            comingUp.run();
            return switchAll(target, bound, window, PowerControl::cycle);
          }
          long end = workers.time().nanos() + window.toNanos();
          return switchAll(target, bound, window, PowerControl::off)
              .thenComposeAsync(
                  off -> {
                    comingUp.run();
                    Duration left = Duration.ofNanos(end - workers.time().nanos());
                    return switchAll(target, bound, left, PowerControl::on);
                  },
                  task -> workers.after(OFF_TIME, task));
        });
  }

  /** Power off, and on no account on again. */
  public CompletableFuture<Void> off(Target target) {
    return attempt(() -> switchAll(target, bind(target), SWITCH, PowerControl::off));
  }

  /**
   * Tests whether a power controller answers.
   *
   * @param address of any outlet of it
   */
  public CompletableFuture<Void> check(DriverAddress address) {
    return attempt(
        () -> {
          Bound<PowerControl> outlet = registry.power(address);
          return calls
              .submit(
                  GuardedCall.power(
                      outlet,
                      address + " test",
                      CHECK,
                      CHECK,
                      Operation.of(outlet.driver()::check)))
              .thenAccept(done -> {});
        });
  }

  /** Asks the device's agent once whether it works. */
  public CompletableFuture<Void> verifyAgent(Target target, Duration allowed) {
    return askAgent(target, allowed, allowed, agent -> agent::verify);
  }

  /** Has the agent check the device's storage. */
  public CompletableFuture<Void> verifyStorage(Target target, Duration window) {
    return askAgent(target, STORAGE, window, agent -> agent::verifyStorage);
  }

  /** Asks once whether the device is on the network. */
  public CompletableFuture<Boolean> answers(Target target, Duration allowed) {
    return attempt(
        () -> {
          Bound<ReachabilityProbe> probe =
              probes.computeIfAbsent(
                  target, key -> registry.probe(key.device(), address(key, Facet.PROBE)));
          return calls.submit(
              GuardedCall.free(
                  probe, subject(target, Facet.PROBE), allowed, allowed, probe.driver()::answers));
        });
  }

  /**
   * Begins nothing more, and waits for what is open: a power cycle ends with the power on.
   *
   * @return whether all has ended in time
   */
  public synchronized boolean drain(Duration patience) throws InterruptedException {
    draining = true;
    TimedWait wait = TimedWait.of(patience);
    while (open > 0 && wait.isLeft()) {
      wait.on(this);
    }
    return open == 0;
  }

  private CompletableFuture<Void> switchAll(
      Target target, List<Bound<PowerControl>> bound, Duration window, Switch how) {
    List<CompletableFuture<Boolean>> each = new ArrayList<>();
    for (Bound<PowerControl> outlet : bound) {
      String subject = subject(target, Facet.POWER) + " " + each.size();
      Operation<Boolean> operation =
          deadline -> {
            how.run(outlet.driver(), deadline);
            return true;
          };
      each.add(calls.submit(GuardedCall.power(outlet, subject, SWITCH, window, operation)));
    }
    return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> askAgent(
      Target target,
      Duration allowed,
      Duration window,
      Function<DeviceAgent, Operation.Action> question) {
    return attempt(
        () -> {
          Bound<DeviceAgent> agent = agent(target);
          return calls
              .submit(
                  GuardedCall.agent(
                      agent,
                      subject(target, Facet.AGENT),
                      allowed,
                      window,
                      Operation.of(question.apply(agent.driver()))))
              .thenAccept(done -> {});
        });
  }

  private List<Bound<PowerControl>> bind(Target target) {
    if (!target.has(Facet.POWER)) {
      throw missing(target, Facet.POWER);
    }
    return target.outlets().stream()
        .map(
            address ->
                outlets.computeIfAbsent(address, text -> registry.power(DriverAddress.parse(text))))
        .toList();
  }

  private Bound<DeviceAgent> agent(Target target) {
    return agents.computeIfAbsent(
        target, key -> registry.agent(key.device(), address(key, Facet.AGENT)));
  }

  private static DriverAddress address(Target target, Facet facet) {
    return DriverAddress.parse(target.address(facet).orElseThrow(() -> missing(target, facet)));
  }

  private static IllegalArgumentException missing(Target target, Facet facet) {
    return new IllegalArgumentException(
        "device '%s' has no %s address".formatted(target.device().name(), facet.word()));
  }

  private static String subject(Target target, Facet facet) {
    return target.device().name() + " " + facet.word();
  }

  /** What goes wrong before a driver is called is a failure of the future, too. */
  private <R> CompletableFuture<R> attempt(Supplier<CompletableFuture<R>> operation) {
    if (!begin()) {
      return CompletableFuture.failedFuture(new CancellationException("the server is stopping"));
    }
    CompletableFuture<R> begun;
    try {
      begun = operation.get();
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    begun.whenComplete((result, failure) -> end());
    return begun;
  }

  private synchronized boolean begin() {
    if (!draining) {
      open++;
    }
    return !draining;
  }

  private synchronized void end() {
    open--;
    notifyAll();
  }
}
