package io.mozpool.plugins.proxr;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerState;

/**
 * The power of a device that is wired to a relay's normally closed contact: the device has power
 * while the relay is off, so that a board that loses its own power leaves the pool running.
 */
record RelayOutlet(RelayBoard board, int bank, int relay) implements PowerControl {

  @Override
  public String controller() {
    return board.name();
  }

  @Override
  public void on(Deadline deadline) throws DriverException, InterruptedException {
    board.turn(bank, relay, false, deadline);
  }

  @Override
  public void off(Deadline deadline) throws DriverException, InterruptedException {
    board.turn(bank, relay, true, deadline);
  }

  @Override
  public PowerState read(Deadline deadline) throws DriverException, InterruptedException {
    return board.isOn(bank, relay, deadline) ? PowerState.OFF : PowerState.ON;
  }

  @Override
  public void check(Deadline deadline) throws DriverException, InterruptedException {
    board.check(deadline);
  }

  @Override
  public void idle() {
    board.disconnect();
  }
}
