package io.mozpool.server.device;

import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the request that holds a device of steps of the device that the request did not ask for.
 */
final class Interference {

  /** Says that a ready device does not work, which is no event of a device that boots. */
  static final String FAILED = "failed";

  private static final Logger LOG = LoggerFactory.getLogger(Interference.class);

  private final Holders holders;

  Interference(Holders holders) {
    this.holders = holders;
  }

  /** After an event: only these take a device away from what its request has it do. */
  Outcome afterEvent(long device, String event, Arguments arguments, Outcome outcome) {
    return event.startsWith("please_") || event.equals(FAILED)
        ? after(device, event + " was asked for", arguments, outcome)
        : outcome;
  }

  /** After a failed check of a device that was nobody's when it was asked. */
  Outcome afterCheck(long device, String event, Outcome outcome) {
    return event.equals(FAILED)
        ? after(device, "its health check failed", Arguments.NONE, outcome)
        : outcome;
  }

  /** After a forced state. */
  Outcome afterForce(long device, String from, String to, Arguments arguments, Outcome outcome) {
    String what =
        arguments
            .get(DeviceKind.INVENTORY)
            .map(name -> "inventory '%s' does not name it any more; it is %s".formatted(name, to))
            .orElse("its state was forced from %s to %s".formatted(from, to));
    return after(device, what, arguments, outcome);
  }

  /** A holder that asked for it itself, or that there cannot be, is told nothing. */
  private Outcome after(long device, String what, Arguments arguments, Outcome outcome) {
    boolean harmless =
        arguments.has(DeviceKind.FOR_REQUEST) || arguments.has(DeviceKind.UNLESS_HELD);
    if (outcome.accepted() && !harmless) {
      try {
        holders.tell(device, what);
      } catch (DatabaseException e) {
        LOG.warn("device {}: its holder was not told: {}: {}", device, what, e.getMessage());
      }
    }
    return outcome;
  }
}
