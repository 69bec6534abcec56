package io.mozpool.host;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.DeviceAgent;
import java.util.Objects;

/**
 * An agent of which the host knows what it asks outside of guarded calls.
 *
 * @param controller what the plugin answered when the agent was bound
 */
record KnownAgent(DeviceAgent agent, String controller) implements DeviceAgent {

  /** Asks a plugin's agent. */
  static DeviceAgent of(DeviceAgent agent) {
    return new KnownAgent(
        agent, Objects.requireNonNull(agent.controller(), "controller() answered null"));
  }

  @Override
  public void verify(Deadline deadline) throws DriverException, InterruptedException {
    agent.verify(deadline);
  }

  @Override
  public void verifyStorage(Deadline deadline) throws DriverException, InterruptedException {
    agent.verifyStorage(deadline);
  }

  @Override
  public void reboot(Deadline deadline) throws DriverException, InterruptedException {
    agent.reboot(deadline);
  }
}
