package io.mozpool.server.machine;

import io.mozpool.host.Near;
import io.mozpool.lifecycle.Lifecycle;
import java.util.Set;

/**
 * An event that a machine does not accept.
 *
 * @param event which may be none of the machine's events
 * @param state the state that the machine is in
 */
record Unfit(String event, String state, Lifecycle<?, ?, ?> lifecycle) {

  /** Why, for the log. */
  String line() {
    return "%s is not accepted in state %s".formatted(event, state);
  }

  /** Why, and what is accepted, for whoever has sent it. */
  String answer() {
    boolean known = lifecycle.events().contains(event);
    Set<String> accepted = lifecycle.events(state);
    return line()
        + (known ? "" : ": there is no such event" + Near.question(event, lifecycle.events()))
        + "; accepted "
        + (accepted.isEmpty() ? "is none" : "are " + String.join(", ", accepted));
  }
}
