package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * What the contracts have in common: binding, and calls against peers that misbehave.
 *
 * @param bind the driver
 * @param addressOf the address under which the driver finds a peer
 * @param <T> what the driver binds an address to
 */
record DriverChecks<T>(
    Function<DriverAddress, T> bind, Function<InetSocketAddress, String> addressOf) {

  private static final Duration SHORT = Duration.ofMillis(250);
  private static final Duration AMPLE = Duration.ofSeconds(10);

  /** One of the control's methods. */
  @FunctionalInterface
  interface Call<T> {
    void run(T control, Deadline deadline) throws DriverException, InterruptedException;
  }

  T at(InetSocketAddress peer) {
    return bind.apply(DriverAddress.parse(addressOf.apply(peer)));
  }

  void quotesABadAddress(String bad) {
    DriverAddress address = DriverAddress.parse(bad); // outside: the driver is to refuse it
    assertThatThrownBy(() -> bind.apply(address))
        .as("binding '%s'", bad)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(bad);
  }

  /** What a call throws against a silent peer, given up at its deadline. */
  Optional<Throwable> untilTheDeadline(Call<T> call) {
    try (SilentPeer peer = SilentPeer.open()) {
      return HostCall.within(SHORT, bound(peer.address(), call));
    }
  }

  /** What a call throws against a silent peer, given up long before its deadline. */
  Optional<Throwable> untilGivenUp(Call<T> call) {
    try (SilentPeer peer = SilentPeer.open()) {
      return HostCall.givenUpAfter(SHORT, bound(peer.address(), call));
    }
  }

  void deafPeerEndsInATimeout(String name, Call<T> call) {
    try (DeafPeer peer = DeafPeer.open()) {
      isTimedOut(name, HostCall.within(SHORT, bound(peer.address(), call)));
      isTimedOut(name, HostCall.givenUpAfter(SHORT, bound(peer.address(), call)));
    }
  }

  void refusedConnectionIsUnreachable(String name, Call<T> call) {
    try (AbsentPeer peer = AbsentPeer.open()) {
      Optional<Throwable> thrown = HostCall.within(AMPLE, bound(peer.address(), call));
      isDriverException(Reason.UNREACHABLE, name, thrown);
    }
  }

  static <T> void succeeds(String name, T control, Call<T> call) {
    assertThat(HostCall.within(AMPLE, deadline -> call.run(control, deadline)))
        .as("what '%s' throws", name)
        .isEmpty();
  }

  static void isTimedOut(String name, Optional<Throwable> thrown) {
    if (thrown.filter(InterruptedException.class::isInstance).isEmpty()) {
      isDriverException(Reason.TIMED_OUT, name, thrown);
    }
  }

  private static void isDriverException(Reason reason, String name, Optional<Throwable> thrown) {
    assertThat(thrown)
        .as("what '%s' throws", name)
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .extracting(DriverException::reason)
        .isEqualTo(reason);
  }

  private HostCall.Operation bound(InetSocketAddress peer, Call<T> call) {
    T control = at(peer);
    return deadline -> call.run(control, deadline);
  }
}
