package io.mozpool.server.hardware;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Tolerances;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.RealTime;
import io.mozpool.server.ScriptedHardware;
import io.mozpool.server.ScriptedRegistry;
import io.mozpool.server.database.TestDatabase;
import io.mozpool.server.machine.Workers;
import io.mozpool.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Relays that obey and lose the answer, and others that do not do what they should. */
@Timeout(60)
class PowerCycleTest {

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final String SWITCHED_ON = "; as the board may have gone off, it was switched on";

  private final ManualTime time = new ManualTime();
  private final ScriptedHardware scripted = new ScriptedHardware();
  private final Workers workers = new Workers(RealTime.THREADS, time, 2);
  private final GuardedCalls calls =
      new GuardedCalls(RealTime.TIME, RealTime.THREADS, Tolerances.standard(), workers);
  private final Hardware hardware =
      new Hardware(ScriptedRegistry.of(scripted), calls, workers, TestDatabase.LEASES);

  @AfterEach
  void close() {
    calls.close();
    workers.close();
  }

  @Test
  void aCycleIsOffAWaitAndOn() {
    CompletableFuture<Void> cycle = cycle("outlet:left");
    awaitWait();
    assertThat(scripted.calls()).containsExactly("off left");

    time.pass(Duration.ofSeconds(1));

    assertThat(cycle).succeedsWithin(10, SECONDS);
    assertThat(scripted.calls()).containsExactly("off left", "on left");
  }

  @Test
  void ofTwoCyclesTheOneThatWentOffLastSwitchesOn() {
    CompletableFuture<Void> first = cycle("outlet:left");
    awaitWait();
    time.pass(Duration.ofMillis(600));
    CompletableFuture<Void> second = cycle("outlet:left");
    await().until(() -> time.waiting() == 2);

    time.pass(Duration.ofMillis(400));

    assertThat(failure(first)).contains("another power cycle has switched it off since");
    assertThat(scripted.calls()).containsExactly("off left", "off left");
    time.pass(Duration.ofMillis(600));
    assertThat(second).succeedsWithin(10, SECONDS);
    assertThat(scripted.calls()).containsExactly("off left", "off left", "on left");
  }

  @Test
  void aCycleWhoseOffIsRefusedLeavesTheOtherItsOn() {
    CompletableFuture<Void> first = cycle("outlet:left");
    awaitWait();
    scripted.fail("off left", Reason.UNREACHABLE);
    assertThat(failure(cycle("outlet:left"))).isEqualTo("off left failed");

    time.pass(Duration.ofSeconds(1));

    assertThat(first).succeedsWithin(10, SECONDS);
    assertThat(scripted.calls()).containsExactly("off left", "off left", "on left");
  }

  @Test
  void anOffWhoseAnswerIsLostIsFollowedByOn() {
    scripted.fail("off left", Reason.TIMED_OUT);

    CompletableFuture<Void> cycle = cycle("outlet:left");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(failure(cycle)).isEqualTo("off left failed" + SWITCHED_ON);
    assertThat(scripted.calls()).containsExactly("off left", "on left");
  }

  @Test
  void aBoardThatMayHaveStayedOffIsNamedSo() {
    scripted.fail("off left", Reason.GARBLED);
    scripted.fail("on left", Reason.TIMED_OUT);

    CompletableFuture<Void> cycle = cycle("outlet:left");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(failure(cycle)).isEqualTo("off left failed; the board may be off: on left failed");
  }

  @Test
  void aBoardThatWentOffAndDoesNotComeOnIsNamedSo() {
    scripted.fail("on left", Reason.UNREACHABLE);

    CompletableFuture<Void> cycle = cycle("outlet:left");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(failure(cycle)).isEqualTo("on left failed; the board may be off");
  }

  @Test
  void aRelayThatWasNotReachedIsNotAskedAgain() {
    scripted.fail("off left", Reason.UNREACHABLE);

    assertThat(failure(cycle("outlet:left"))).isEqualTo("off left failed");
    assertThat(time.waiting()).isZero();
    assertThat(scripted.calls()).containsExactly("off left");
  }

  @Test
  void ofTwoSuppliesTheOneThatWentOffComesOn() {
    scripted.fail("off right", Reason.UNREACHABLE);

    CompletableFuture<Void> cycle = cycle("outlet:left outlet:right");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(failure(cycle)).isEqualTo("off right failed" + SWITCHED_ON);
    assertThat(scripted.count("on left")).isEqualTo(1);
    assertThat(scripted.count("on right")).isZero();
  }

  @Test
  void aControllerWhoseOwnCycleBrokeOffIsSwitchedOn() {
    scripted.fail("cycle left", Reason.TIMED_OUT);

    CompletableFuture<Void> cycle = cycle("scripted:left");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(failure(cycle)).isEqualTo("cycle left failed" + SWITCHED_ON);
    assertThat(scripted.calls()).containsExactly("cycle left", "on left");
  }

  @Test
  void onIsNotLeftOutAsTheWindowIsOver() {
    scripted.on(
        "off left",
        deadline -> {
          time.pass(WINDOW);
          return true;
        });

    CompletableFuture<Void> cycle = cycle("outlet:left");
    awaitWait();
    time.pass(Duration.ofSeconds(1));

    assertThat(cycle).succeedsWithin(10, SECONDS);
    assertThat(scripted.calls()).containsExactly("off left", "on left");
  }

  private CompletableFuture<Void> cycle(String power) {
    Device device = new Device("one", "", "", "", "panda", Map.of());
    return hardware.cycle(new Target(1, 1, device, Map.of(Facet.POWER, power)), WINDOW, () -> {});
  }

  private void awaitWait() {
    await().until(() -> time.waiting() == 1);
  }

  private static String failure(CompletableFuture<Void> cycle) {
    try {
      cycle.orTimeout(10, SECONDS).join();
      throw new AssertionError("it was done");
    } catch (CompletionException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }
}
