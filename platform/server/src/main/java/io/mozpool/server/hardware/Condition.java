package io.mozpool.server.hardware;

import io.mozpool.plugin.DriverException;

/** Decides when a call gets its lane, on the lane's thread, whether it is made. */
@FunctionalInterface
interface Condition {

  /** No further condition. */
  Condition NONE = () -> {};

  /**
   * Looks whether it is met.
   *
   * @throws DriverException if the call is not to be made
   */
  void check() throws DriverException;
}
