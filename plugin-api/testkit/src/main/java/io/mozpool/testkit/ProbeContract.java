package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every {@link ProbeDriver} must keep: one check a method, each a test of its own.
 *
 * @since 1.0
 */
public final class ProbeContract {

  private final DriverChecks<ReachabilityProbe> checks;

  /**
   * @param driver the driver, with settings that suit a test
   * @param device the device that its probes are bound to
   * @param addressOf the address of the device that listens there; a probe that knows no ports, a
   *     ping say, answers with one of its own that stays silent
   */
  public ProbeContract(
      ProbeDriver driver, Device device, Function<InetSocketAddress, String> addressOf) {
    this.checks = new DriverChecks<>(address -> driver.bind(device, address), addressOf);
  }

  /**
   * An address that the driver does not understand is refused when it is bound, in words that quote
   * it.
   *
   * @param bad an address that {@link io.mozpool.plugin.DriverAddress} can read and the driver
   *     cannot use
   */
  public void quotesABadAddress(String bad) {
    checks.quotesABadAddress(bad);
  }

  /** A silent device is not said to answer, and the probe ends at its deadline. */
  public void keepsItsDeadlineAgainstASilentPeer() {
    isNotSaidToAnswer(checks.untilTheDeadline(ProbeContract::doesNotAnswer));
  }

  /** The same, where the host gives the call up long before its deadline. */
  public void obeysAnInterrupt() {
    isNotSaidToAnswer(checks.untilGivenUp(ProbeContract::doesNotAnswer));
  }

  private static void doesNotAnswer(ReachabilityProbe probe, Deadline deadline)
      throws DriverException, InterruptedException {
    assertThat(probe.answers(deadline)).as("whether a silent device answers").isFalse();
  }

  private static void isNotSaidToAnswer(Optional<Throwable> thrown) {
    thrown.ifPresent(
        e ->
            assertThat(e)
                .as("what 'answers' throws against a silent device")
                .isInstanceOfAny(DriverException.class, InterruptedException.class));
  }
}
