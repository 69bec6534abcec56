package io.mozpool.server.request;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is written to requests beside their steps, which none of it disturbs. */
@Singleton
final class RequestStore {

  private static final String INSERT =
      "insert into requests (imaging_server_id, requested_device, assignee, expires, image_id,"
          + " boot_config, environment, waits, idempotency_key, meaning, state, state_counters,"
          + " state_since, created)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', '{}', ?, ?)";

  /** A row of an older program, which has no meaning, matches any. */
  private record Earlier(long id, Optional<String> meaning) {}

  private final Database database;
  private final ImagingServer server;
  private final Clock clock;
  private final Changes changes;
  private final Json json;

  RequestStore(Database database, ImagingServer server, Clock clock, Changes changes, Json json) {
    this.database = database;
    this.server = server;
    this.clock = clock;
    this.changes = changes;
    this.json = json;
  }

  /**
   * The request that an earlier POST with this key made.
   *
   * @param request what this POST asks for
   * @throws ApiException 422 where the earlier one asked for something else
   */
  OptionalLong withKey(String key, NewRequest request) {
    Optional<Earlier> found =
        database.first(
            row -> new Earlier(row.getLong(1), Optional.ofNullable(row.getString(2))),
            "select id, meaning from requests where idempotency_key = ?",
            key);
    if (found.isEmpty()) {
      return OptionalLong.empty();
    }
    List<String> differences =
        found.get().meaning().map(Meaning.of(request, json)::differences).orElse(List.of());
    if (!differences.isEmpty()) {
      throw new ApiException(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "Idempotency-Key: made request %d, which differs in: %s; expected another key"
              .formatted(found.get().id(), String.join(", ", differences)));
    }
    return OptionalLong.of(found.get().id());
  }

  /**
   * Makes a request in {@code new}, of this server.
   *
   * @param key the Idempotency-Key that the client gave
   * @return its number, or that of the one which the same key made at the same moment
   * @throws ApiException 422 where that one asks for something else
   */
  long insert(NewRequest request, Optional<String> key) {
    try {
      long id = insertRow(request, key);
      changes.request(id);
      return id;
    } catch (DatabaseException e) {
      return key.map(text -> withKey(text, request))
          .orElse(OptionalLong.empty())
          .orElseThrow(() -> e);
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
        key.map(given -> Meaning.of(request, json).text()).orElse(null),
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
