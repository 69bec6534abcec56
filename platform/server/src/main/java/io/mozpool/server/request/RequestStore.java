package io.mozpool.server.request;

import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What is written to requests beside their steps, which none of it disturbs. */
@Singleton
final class RequestStore {

  private static final String INSERT =
      "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
          + " boot_config, environment, waits, idempotency_key, state, state_counters, state_since, created)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', '{}', ?, ?)";

  private final Database database;
  private final ImagingServer server;
  private final Clock clock;
  private final Changes changes;

  RequestStore(Database database, ImagingServer server, Clock clock, Changes changes) {
    this.database = database;
    this.server = server;
    this.clock = clock;
    this.changes = changes;
  }

  /** The request that an earlier POST with this key made. */
  OptionalLong withKey(String key) {
    Optional<Long> found =
        database.first(
            row -> row.getLong(1), "select id from requests where idempotency_key = ?", key);
    return found.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /**
   * Makes a request in {@code new}, of this server.
   *
   * @param key the Idempotency-Key that the client gave
   * @return its number, or that of the one which the same key made at the same moment
   */
  long insert(NewRequest request, Optional<String> key) {
    try {
      long id = insertRow(request, key);
      changes.request(id);
      return id;
    } catch (DatabaseException e) {
      return key.map(this::withKey).orElse(OptionalLong.empty()).orElseThrow(() -> e);
    }
  }

  private long insertRow(NewRequest request, Optional<String> key) {
    var now = Moments.now(clock);
    return database.insert(
        INSERT,
        server.id(),
        request.device(),
        request.assignee(),
        Moments.text(now.plus(request.duration())),
        request.image(),
        request.bootConfig(),
        request.environment(),
        request.waits(),
        key.orElse(null),
        Moments.text(now),
        Moments.text(now));
  }

  /**
   * Lets a request live for this long from now.
   *
   * @return whether it was still open
   */
  boolean renew(long id, Duration duration) {
    boolean renewed =
        database.update(
                "update requests set expires = ? where id = ? and state <> 'closed'"
                    + " and state not like 'failed\\_%'",
                Moments.text(Moments.now(clock).plus(duration)), id)
            == 1;
    changes.request(id);
    return renewed;
  }
}
