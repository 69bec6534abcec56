package io.mozpool.server.hardware;

import io.mozpool.host.Bound;
import io.mozpool.host.NoDriverException;
import io.mozpool.host.Registry;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Operation;
import io.mozpool.host.call.Permit;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.probe.ReachabilityProbe;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.TimedWait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What can be asked of a device's hardware. Nothing here blocks; futures fail with {@link
 * DriverException}, with {@link NoDriverException} or with what a driver threw that it should not
 * have.
 */
public final class Hardware {

  private static final Duration CHECK = Duration.ofSeconds(10);
  private static final Duration STORAGE = Duration.ofSeconds(195);

  static final String ELSEWHERE = "another server has the lease for the device";

  private final Registry registry;
  private final GuardedCalls calls;
  private final Workers workers;
  private final Leases leases;
  private final Map<String, Bound<PowerControl>> outlets = new ConcurrentHashMap<>();
  private final Map<Target, Bound<DeviceAgent>> agents = new ConcurrentHashMap<>();
  private final Map<Target, Bound<ReachabilityProbe>> probes = new ConcurrentHashMap<>();
  private final Map<PowerControl, PowerCycle> offLast = new ConcurrentHashMap<>();
  private int open;
  private boolean draining;

  /**
   * @param leases those without which nothing is asked of the devices of a server
   */
  public Hardware(Registry registry, GuardedCalls calls, Workers workers, Leases leases) {
    this.registry = registry;
    this.calls = calls;
    this.workers = workers;
    this.leases = leases;
  }

  /**
   * Power off, a second's wait without holding the controller, and power on. Power that may be off
   * is switched on whatever else has failed; a server that loses the lease in between leaves that
   * to the one that takes it.
   *
   * @param window bounds the whole, unless the power may be off at its end
   * @param comingUp run before the power comes back: from then on the device may do something
   */
  public CompletableFuture<Void> cycle(Target target, Duration window, Runnable comingUp) {
    return cycle(target, window, Condition.NONE, comingUp);
  }

  /**
   * The same on a condition. It is looked at before the power goes off: what is off comes on again.
   */
  CompletableFuture<Void> cycle(
      Target target, Duration window, Condition condition, Runnable comingUp) {
    return attempt(
        target.server(),
        permit ->
            new PowerCycle(workers, outlets(target, permit), offLast)
                .run(window, condition, comingUp));
  }

  /** Switches the power off on a condition, and leaves it off. */
  CompletableFuture<Void> off(Target target, Condition condition) {
    return attempt(
        target.server(),
        permit ->
            Outlets.all(
                outlets(target, permit).each(Outlets.SWITCH, condition, PowerControl::off)));
  }

  /**
   * Tests whether a power controller answers.
   *
   * @param server the row of its imaging server
   * @param address of any outlet of it
   */
  public CompletableFuture<Void> check(long server, DriverAddress address) {
    return attempt(
        server,
        permit -> {
          Bound<PowerControl> outlet = registry.power(address);
          return calls
              .submit(
                  GuardedCall.power(
                          outlet,
                          address + " test",
                          CHECK,
                          CHECK,
                          Operation.of(outlet.driver()::check))
                      .under(permit))
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

  /** Asks once whether the device is on the network; what fails says nothing of the device. */
  public CompletableFuture<Boolean> answers(Target target, Duration allowed) {
    return attempt(
        target.server(),
        permit -> {
          Bound<ReachabilityProbe> probe =
              probes.computeIfAbsent(
                  target, key -> registry.probe(key.device(), address(key, Facet.PROBE)));
          return calls
              .submit(
                  GuardedCall.free(
                          probe,
                          subject(target, Facet.PROBE),
                          allowed,
                          allowed,
                          probe.driver()::answers)
                      .under(permit))
              .exceptionallyCompose(
                  failure -> CompletableFuture.failedFuture(Failures.notAsked(failure)));
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

  private CompletableFuture<Void> askAgent(
      Target target,
      Duration allowed,
      Duration window,
      Function<DeviceAgent, Operation.Action> question) {
    return attempt(
        target.server(),
        permit -> {
          Bound<DeviceAgent> agent = agent(target);
          Tracked<Void> asking = new Tracked<>(Operation.of(question.apply(agent.driver())));
          return calls
              .submit(
                  GuardedCall.agent(agent, subject(target, Facet.AGENT), allowed, window, asking)
                      .under(permit))
              .exceptionallyCompose(
                  failure ->
                      CompletableFuture.failedFuture(
                          asking.hasBegun() ? failure : Failures.notAsked(failure)));
        });
  }

  private Outlets outlets(Target target, Permit permit) {
    return new Outlets(calls, permit, subject(target, Facet.POWER), bind(target));
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
  private <R> CompletableFuture<R> attempt(
      long server, Function<Permit, CompletableFuture<R>> operation) {
    if (!begin()) {
      return CompletableFuture.failedFuture(new CancellationException("the server is stopping"));
    }
    CompletableFuture<R> begun;
    try {
      begun = operation.apply(permit(server));
    } catch (RuntimeException e) {
      begun = CompletableFuture.failedFuture(e);
    }
    begun.whenComplete((result, failure) -> end());
    return begun;
  }

  /**
   * The right to ask the hardware of an imaging server: for as long as the lease of now is held.
   */
  private Permit permit(long server) {
    Lease lease = leases.of(server).orElseThrow(() -> new CancellationException(ELSEWHERE));
    return () -> leases.held().contains(lease);
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
