package io.mozpool.server.machine;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.web.ApiException;

/**
 * What became of an event.
 *
 * @param accepted whether the machine listened to it; the change is committed then
 * @param state the state afterwards
 * @param reason why it was not accepted, or what it did
 * @param leaseOver whether the machine was not asked, as this server had lost its lease; another
 *     one may accept it
 */
public record Outcome(boolean accepted, String state, String reason, boolean leaseOver) {

  public Outcome(boolean accepted, String state, String reason) {
    this(accepted, state, reason, false);
  }

  static Outcome leaseOver(String state) {
    return new Outcome(false, state, "another server handles it now", true);
  }

  /**
   * This, where the machine was asked.
   *
   * @throws ApiException 503 where it was not, which a client must not take for an answer
   */
  public Outcome orTryAgain() {
    if (leaseOver) {
      throw new ApiException(
          HttpStatus.SERVICE_UNAVAILABLE, reason + ", nothing is changed; try again in a second");
    }
    return this;
  }
}
