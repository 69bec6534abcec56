package io.mozpool.host;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerState;
import java.util.Objects;

/**
 * An outlet of which the host knows what it asks outside of guarded calls.
 *
 * @param controller what the plugin answered when the outlet was bound
 */
record KnownOutlet(PowerControl outlet, String controller, boolean cyclesItself)
    implements PowerControl {

  /** Asks a plugin's outlet. */
  static PowerControl of(PowerControl outlet) {
    return new KnownOutlet(
        outlet,
        Objects.requireNonNull(outlet.controller(), "controller() answered null"),
        outlet.cyclesItself());
  }

  @Override
  public void on(Deadline deadline) throws DriverException, InterruptedException {
    outlet.on(deadline);
  }

  @Override
  public void off(Deadline deadline) throws DriverException, InterruptedException {
    outlet.off(deadline);
  }

  @Override
  public PowerState read(Deadline deadline) throws DriverException, InterruptedException {
    return Objects.requireNonNull(outlet.read(deadline), "read() answered null");
  }

  @Override
  public void cycle(Deadline deadline) throws DriverException, InterruptedException {
    outlet.cycle(deadline);
  }

  @Override
  public void check(Deadline deadline) throws DriverException, InterruptedException {
    outlet.check(deadline);
  }

  @Override
  public void idle() {
    outlet.idle();
  }
}
