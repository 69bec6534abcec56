package io.mozpool.server.request;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Map;

/**
 * Why a request has what it has.
 *
 * @param waitingFor a sentence; empty for a request that waits for nothing
 * @param counts how many devices would fit, by the reason why they are not free; "" for those that
 *     are
 * @param devices the first hundred of them, free ones first
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record Candidates(String waitingFor, Map<String, Integer> counts, List<Candidate> devices) {

  /**
   * A device that would fit.
   *
   * @param reason why it is not free; empty where it is
   */
  @Serdeable
  record Candidate(String name, String state, String reason) {}
}
