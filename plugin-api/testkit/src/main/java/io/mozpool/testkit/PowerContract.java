package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerState;
import io.mozpool.testkit.DriverChecks.Call;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every {@link PowerDriver} must keep: one check a method, each a test of its own.
 *
 * @since 1.0
 */
public final class PowerContract {

  private final DriverChecks<PowerControl> checks;

  /**
   * @param driver the driver, with settings that suit a test
   * @param addressOf the address of an outlet of the controller that listens there: {@code peer ->
   *     "proxr://" + peer.getHostString() + ":" + peer.getPort() + "/bank1/relay1"}
   */
  public PowerContract(PowerDriver driver, Function<InetSocketAddress, String> addressOf) {
    this.checks = new DriverChecks<>(driver::bind, addressOf);
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

  /**
   * Against a controller that never answers, on and off end at their deadline as {@link
   * Reason#TIMED_OUT}; read ends, and claims nothing.
   */
  public void keepsItsDeadlineAgainstASilentPeer() {
    DriverChecks.isTimedOut("on", checks.untilTheDeadline(PowerControl::on));
    DriverChecks.isTimedOut("off", checks.untilTheDeadline(PowerControl::off));
    isTimedOutOrUnknown(checks.untilTheDeadline(PowerContract::readsUnknown));
  }

  /** The same, where the host gives the call up long before its deadline. */
  public void obeysAnInterrupt() {
    DriverChecks.isTimedOut("on", checks.untilGivenUp(PowerControl::on));
    DriverChecks.isTimedOut("off", checks.untilGivenUp(PowerControl::off));
    isTimedOutOrUnknown(checks.untilGivenUp(PowerContract::readsUnknown));
  }

  /**
   * Against a controller that neither takes nor refuses the connection, on ends at the deadline, or
   * when the host gives the call up before: {@link Reason#TIMED_OUT}. For drivers that use TCP.
   */
  public void keepsItsDeadlineAgainstADeafPeer() {
    checks.deafPeerEndsInATimeout("on", PowerControl::on);
  }

  /** A refused connection is {@link Reason#UNREACHABLE}. */
  public void refusedConnectionIsUnreachable() {
    checks.refusedConnectionIsUnreachable("on", PowerControl::on);
    checks.refusedConnectionIsUnreachable("off", PowerControl::off);
  }

  /**
   * On twice is on, off twice is off, and read agrees, where the driver can read.
   *
   * @param workingController a controller that works, or a good double of one
   */
  public void onTwiceIsOn(InetSocketAddress workingController) {
    PowerControl control = checks.at(workingController);
    twice("on", control, PowerControl::on, PowerState.ON);
    twice("off", control, PowerControl::off, PowerState.OFF);
    control.idle();
  }

  /**
   * The two-way test passes, as does the first call after {@link PowerControl#idle()}.
   *
   * @param workingController a controller that works, or a good double of one
   */
  public void checksAWorkingController(InetSocketAddress workingController) {
    PowerControl control = checks.at(workingController);
    DriverChecks.succeeds("check", control, PowerControl::check);
    control.idle();
    DriverChecks.succeeds("check after idle", control, PowerControl::check);
    control.idle();
  }

  private static void twice(
      String name, PowerControl control, Call<PowerControl> call, PowerState expected) {
    DriverChecks.succeeds(name, control, call);
    DriverChecks.succeeds(name + " once more", control, call);
    DriverChecks.succeeds(
        "read after " + name,
        control,
        (outlet, deadline) -> assertThat(outlet.read(deadline)).isIn(expected, PowerState.UNKNOWN));
  }

  private static void readsUnknown(PowerControl control, Deadline deadline)
      throws DriverException, InterruptedException {
    assertThat(control.read(deadline)).as("read of a silent peer").isEqualTo(PowerState.UNKNOWN);
  }

  private static void isTimedOutOrUnknown(Optional<Throwable> thrown) {
    if (thrown.isPresent()) {
      DriverChecks.isTimedOut("read", thrown);
    }
  }
}
