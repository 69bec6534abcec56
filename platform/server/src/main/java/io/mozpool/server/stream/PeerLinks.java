package io.mozpool.server.stream;

import io.mozpool.server.cluster.ClusterMembers;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.json.Json;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The links to all other servers that are alive. Not safe for use by many threads. */
final class PeerLinks {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** After so many looks without a heartbeat a link is dead. */
  private static final int MOST_SILENCE = 40;

  private final ClusterMembers members;
  private final Json json;
  private final PeerLink.Listener listener;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Map<Long, PeerLink> links = new HashMap<>();

  PeerLinks(ClusterMembers members, Json json, PeerLink.Listener listener) {
    this.members = members;
    this.json = json;
    this.listener = listener;
  }

  /** To be called every second: links to whom there is no link, and forgets links that are dead. */
  void look(Rings rings) {
    links.values().stream()
        .filter(link -> link.silence() > MOST_SILENCE)
        .toList()
        .forEach(this::drop);
    for (ImagingServer server : members.others()) {
      if (!links.containsKey(server.id())) {
        PeerLink link = new PeerLink(server, json, listener);
        links.put(server.id(), link);
        link.open(http, rings.last(server.id()));
      }
    }
  }

  /** Whether all have said where they stand, as far as they are there. */
  boolean settled() {
    return links.values().stream().allMatch(PeerLink::greeted);
  }

  /**
   * Forgets a link, so that the next look makes a new one.
   *
   * @return whether something was heard by it
   */
  boolean drop(PeerLink link) {
    link.close();
    return links.remove(link.server().id(), link) && link.greeted();
  }

  void close() {
    List.copyOf(links.values()).forEach(this::drop);
  }
}
