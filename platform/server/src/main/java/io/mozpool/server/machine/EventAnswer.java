package io.mozpool.server.machine;

import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.web.ApiException;

/** What a client hears of the event that it sent. */
@Serdeable
public record EventAnswer(boolean accepted, String state, String reason) {

  /**
   * @throws ApiException 503 where the machine was not asked
   */
  public static EventAnswer of(Outcome outcome) {
    return new EventAnswer(outcome.orTryAgain().accepted(), outcome.state(), outcome.reason());
  }
}
