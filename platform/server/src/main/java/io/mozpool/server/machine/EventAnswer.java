package io.mozpool.server.machine;

import io.micronaut.serde.annotation.Serdeable;

/** What a client hears of the event that it sent. */
@Serdeable
public record EventAnswer(boolean accepted, String state, String reason) {

  public static EventAnswer of(Outcome outcome) {
    return new EventAnswer(outcome.accepted(), outcome.state(), outcome.reason());
  }
}
