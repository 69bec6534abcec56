package io.mozpool.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param comeLater whether it says when to ask again
 * @param head the beginning of the body, all of a short one
 */
public record Answer(int status, boolean comeLater, byte[] head) {

  private static final int OK = 200;
  private static final int BUSY = 503;

  /**
   * What is wrong with it; empty where it is right.
   *
   * @param wanted what its body contains, beside the status 200
   */
  public Optional<String> fault(String wanted) {
    if (status != OK) {
      return Optional.of("status " + status);
    }
    return wanted.isEmpty() || text().contains(wanted)
        ? Optional.empty()
        : Optional.of("no " + wanted);
  }

  /** Whether it is that of a server with enough to do, as such a one is to answer. */
  public boolean isRefusal() {
    return status == BUSY && comeLater;
  }

  /** The beginning of the body as text. */
  public String text() {
    return new String(head, StandardCharsets.UTF_8);
  }
}
