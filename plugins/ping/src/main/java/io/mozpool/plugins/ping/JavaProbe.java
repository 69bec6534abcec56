package io.mozpool.plugins.ping;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Asks by what Java has of its own: without root's rights that is a connection to a port that few
 * devices serve or refuse. So its yes counts, and its no says nothing about the device.
 */
final class JavaProbe implements ReachabilityProbe {

  private static final int PATIENCE_MILLIS = 900; // cannot be interrupted: below a second

  private final PingTarget target;

  JavaProbe(PingTarget target) {
    this.target = target;
  }

  @Override
  public boolean answers(Deadline deadline) throws DriverException {
    int millis = Math.min(PATIENCE_MILLIS, deadline.remainingMillis());
    try {
      if (InetAddress.getByName(target.host()).isReachable(millis)) {
        return true;
      }
    } catch (UnknownHostException e) {
      throw new DriverException(Reason.UNREACHABLE, target.unknown(), e);
    } catch (IOException e) {
      throw new DriverException(Reason.UNREACHABLE, "cannot ping " + target + ": " + e, e);
    }
    throw new DriverException(
        Reason.UNREACHABLE,
        "no answer from %s within %d ms, which proves nothing: install fping"
            .formatted(target, millis));
  }
}
