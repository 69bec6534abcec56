package io.mozpool.plugins.fake.agent;

/** The board that an agent runs on. */
public interface AgentHost {

  /** Whether the agent takes a new connection. */
  boolean takesConnection();

  /** Whether the card takes a file. */
  boolean storesFile();

  /** Reboots the board, which ends the agent. */
  void reboot();
}
