package io.mozpool.server.hold;

import java.time.LocalDateTime;

/**
 * A request that holds a device.
 *
 * @param expires when the request is over, UTC
 */
public record Holder(String device, long request, String assignee, LocalDateTime expires) {

  /** A sentence for people: who holds what until when. */
  public String sentence() {
    return "request %d of %s holds %s until %s"
        .formatted(request, assignee, device, Holders.utc(expires));
  }
}
