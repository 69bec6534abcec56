package io.mozpool.server.connection;

import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds the memory of answers that wait for their clients. Where it is not enough for all, the
 * address that has most of it loses its oldest connection. Any thread may call.
 */
final class UntakenAnswers {

  private record Kept(Object client, long bytes) {}

  private final long most;
  private final Runnable onDrop;
  private final Map<Channel, Kept> kept = new LinkedHashMap<>();
  private long all;

  /**
   * @param most bytes, of all connections
   * @param onDrop is told of each connection that is closed
   */
  UntakenAnswers(long most, Runnable onDrop) {
    this.most = most;
    this.onDrop = onDrop;
  }

  /** Notes how many bytes a connection keeps now. */
  void keeps(Channel connection, long bytes) {
    note(connection, bytes)
        .ifPresent(
            victim -> {
              onDrop.run();
              victim.close();
            });
  }

  private synchronized Optional<Channel> note(Channel connection, long bytes) {
    Kept before = bytes == 0 ? kept.remove(connection) : kept.get(connection);
    all += bytes - (before == null ? 0 : before.bytes());
    if (bytes > 0) {
      kept.put(connection, new Kept(client(connection), bytes));
    }
    boolean more = before == null || bytes > before.bytes();
    return more && all > most ? victim() : Optional.empty();
  }

  /** It keeps nothing from now on, so that each is closed once. */
  private Optional<Channel> victim() {
    Map<Object, Long> clients = new HashMap<>();
    kept.values().forEach(each -> clients.merge(each.client(), each.bytes(), Long::sum));
    Optional<Channel> victim =
        clients.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .flatMap(largest -> oldest(largest.getKey()));
    victim.map(kept::remove).ifPresent(gone -> all -= gone.bytes());
    return victim;
  }

  private Optional<Channel> oldest(Object client) {
    return kept.entrySet().stream()
        .filter(each -> each.getValue().client().equals(client))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Object client(Channel connection) {
    SocketAddress peer = connection.remoteAddress();
    return peer == null ? connection.id() : Peer.address(peer).<Object>map(a -> a).orElse(peer);
  }
}
