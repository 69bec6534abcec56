package io.mozpool.lifecycle.device;

import io.mozpool.lifecycle.Event;
import io.mozpool.lifecycle.State;

/** A state or an event that an image installer brings; a stage is both. */
record Contributed(String name) implements State, Event {

  @Override
  public String wireName() {
    return name;
  }

  /** The state of a device that has spent its retries in this stage. */
  Contributed failed() {
    return new Contributed("failed_" + name);
  }
}
