package io.mozpool.server.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Tolerances;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.RealTime;
import io.mozpool.server.ScriptedHardware;
import io.mozpool.server.ScriptedRegistry;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.LeaseListener;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.machine.Workers;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hardware is asked of by whoever holds the lease of the moment of asking, and by nobody else. */
@Timeout(30)
class HardwareLeaseTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Target PANDA =
      new Target(
          1,
          7,
          new Device("panda", "", "", "", "panda", Map.of()),
          Map.of(Facet.POWER, "outlet:relay", Facet.AGENT, "scripted:panda"));

  /** Leases that change hands as a test says. */
  private static final class Changing implements Leases {

    private volatile List<Lease> held = List.of(new Lease(7, "here", 1));

    @Override
    public void start(LeaseListener listener) {}

    @Override
    public void close() {}

    @Override
    public List<Lease> held() {
      return held;
    }

    @Override
    public Set<Lease> over(Connection connection, Collection<Lease> leases) {
      return Set.of();
    }
  }

  private final ScriptedHardware scripted = new ScriptedHardware();
  private final Changing leases = new Changing();
  private final Workers workers = new Workers(RealTime.THREADS, RealTime.TIME, 2);
  private final GuardedCalls calls =
      new GuardedCalls(RealTime.TIME, RealTime.THREADS, Tolerances.standard(), workers);
  private final Hardware hardware =
      new Hardware(ScriptedRegistry.of(scripted), calls, workers, leases);

  @AfterEach
  void close() {
    calls.close();
    workers.close();
  }

  @Test
  void aPowerCycleOfALeaseThatWasLostHasNoSecondHalf() {
    CompletableFuture<Void> comingUp = new CompletableFuture<>();
    scripted.on(
        "off relay",
        deadline -> {
          leases.held = List.of();
          return true;
        });

    assertCancelled(hardware.cycle(PANDA, LONG, () -> comingUp.complete(null)));

    assertThat(scripted.calls()).containsExactly("off relay");
    assertThat(comingUp).isNotDone();
  }

  @Test
  void aLeaseThatWasTakenAnewIsAnotherOne() {
    scripted.on(
        "off relay",
        deadline -> {
          leases.held = List.of(new Lease(7, "here", 2));
          return true;
        });

    assertCancelled(hardware.cycle(PANDA, LONG, () -> {}));

    assertThat(scripted.calls()).containsExactly("off relay");
  }

  @Test
  void nothingIsAskedWithoutALease() {
    leases.held = List.of(new Lease(8, "there", 1));

    assertCancelled(hardware.off(PANDA, Condition.NONE));
    assertCancelled(hardware.verifyAgent(PANDA, LONG));
    assertCancelled(hardware.check(7, DriverAddress.parse("outlet:relay")));

    assertThat(scripted.calls()).isEmpty();
  }

  private static void assertCancelled(CompletableFuture<?> answer) {
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(CancellationException.class),
            e -> assertThat(e).hasRootCauseInstanceOf(CancellationException.class));
  }
}
