package io.mozpool.server.stream;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.connection.Peer;
import io.mozpool.server.connection.Quota;
import io.mozpool.server.web.ApiException;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The readers that the event stream has, and may have. Any thread may call. */
public final class Listeners {

  private final Quota quota;

  /**
   * @param quota bounds how many there are
   */
  public Listeners(Quota quota) {
    this.quota = quota;
  }

  /** How many there may be. */
  public Quota quota() {
    return quota;
  }

  /**
   * Admits one, who has left by the time its connection is closed.
   *
   * @return to be run when it leaves earlier
   * @throws ApiException 503 where there are enough of them
   */
  Runnable admit(Channel connection) {
    Optional<InetAddress> address = Peer.address(connection.remoteAddress());
    address
        .flatMap(quota::take)
        .ifPresent(
            reason -> {
              throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, reason);
            });
    AtomicBoolean there = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (there.getAndSet(false)) {
            address.ifPresent(quota::giveBack);
          }
        };
    connection.closeFuture().addListener(closed -> leave.run());
    return leave;
  }
}
