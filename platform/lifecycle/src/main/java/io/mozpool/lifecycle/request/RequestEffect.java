package io.mozpool.lifecycle.request;

/** What a request's machine asks for after the commit, and the events that an answer raises. */
public enum RequestEffect {
  /** Runs the matcher; it proposes a device by {@code device_found}. */
  FIND_DEVICE,
  /**
   * Asks the server of the device that is held to image or to power-cycle it; {@code
   * lifeguard_contacted} where it is taken up, {@code lifeguard_refused} where it cannot be.
   */
  ASK_LIFEGUARD
}
