package io.mozpool.testkit;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.plugin.agent.DeviceAgent;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * What every {@link AgentDriver} must keep: one check a method, each a test of its own.
 *
 * @since 1.0
 */
public final class AgentContract {

  private final DriverChecks<DeviceAgent> checks;

  /**
   * @param driver the driver, with settings that suit a test
   * @param device the device that its agents are bound to
   * @param addressOf the address of the agent that listens there
   */
  public AgentContract(
      AgentDriver driver, Device device, Function<InetSocketAddress, String> addressOf) {
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

  /** Against an agent that never answers, verify ends at its deadline: {@link Reason#TIMED_OUT}. */
  public void keepsItsDeadlineAgainstASilentPeer() {
    DriverChecks.isTimedOut("verify", checks.untilTheDeadline(DeviceAgent::verify));
  }

  /** The same, where the host gives the call up long before its deadline. */
  public void obeysAnInterrupt() {
    DriverChecks.isTimedOut("verify", checks.untilGivenUp(DeviceAgent::verify));
  }

  /**
   * Against a device that neither takes nor refuses the connection, verify ends at the deadline, or
   * when the host gives the call up before: {@link Reason#TIMED_OUT}. For drivers that use TCP.
   */
  public void keepsItsDeadlineAgainstADeafPeer() {
    checks.deafPeerEndsInATimeout("verify", DeviceAgent::verify);
  }

  /** A refused connection is {@link Reason#UNREACHABLE}. */
  public void refusedConnectionIsUnreachable() {
    checks.refusedConnectionIsUnreachable("verify", DeviceAgent::verify);
  }
}
