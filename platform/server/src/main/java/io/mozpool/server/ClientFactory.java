package io.mozpool.server;

import io.micronaut.context.annotation.Factory;
import io.mozpool.server.connection.ClientConnections;
import io.mozpool.server.connection.Quota;
import io.mozpool.server.connection.Quota.Bound;
import io.mozpool.server.stream.Listeners;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes what bounds the clients. */
@Factory
final class ClientFactory {

  /** An eighth of the heap may hold answers that clients have not taken yet. */
  private static final long HEAP_PER_ANSWERS = 8;

  @Singleton
  ClientConnections connections(ServerSettings settings, Time time) {
    Quota quota =
        quota("connections", settings.connectionsPerAddress(), settings.connections(), time);
    return new ClientConnections(quota, Runtime.getRuntime().maxMemory() / HEAP_PER_ANSWERS);
  }

  @Singleton
  Listeners listeners(ServerSettings settings, Time time) {
    return new Listeners(
        quota("listeners", settings.listenersPerAddress(), settings.listeners(), time));
  }

  private static Quota quota(String things, int perAddress, int inAll, Time time) {
    return new Quota(
        things,
        Map.of(Bound.ADDRESS, perAddress, Bound.ALL, inAll),
        "mozpool." + things,
        time::nanos);
  }
}
