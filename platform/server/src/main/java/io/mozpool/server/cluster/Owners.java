package io.mozpool.server.cluster;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.name.DeviceNames;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.ElsewhereException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds what only one imaging server may answer for at a time, and sends clients to that server
 * where it is another.
 */
@Singleton
public final class Owners {

  private record Owned(long id, long server) {

    static Owned read(ResultSet row) throws SQLException {
      return new Owned(row.getLong(1), row.getLong(2));
    }
  }

  private static final String FIND = "select id, imaging_server_id from %s where %s = ?";
  private static final String DEVICE = FIND.formatted("devices", "name");
  private static final String REQUEST = FIND.formatted("requests", "id");
  private static final String RELAY_BOARD = FIND.formatted("relay_boards", "name");

  /** A holder whose lease has run out may be gone, but nobody knows better. */
  private static final String ANSWERS_FOR =
      "select coalesce(lease_holder, fqdn) from imaging_servers where id = ?";

  private final Database database;
  private final ImagingServer self;
  private final Leases leases;

  Owners(Database database, ImagingServer self, Leases leases) {
    this.database = database;
    this.self = self;
    this.leases = leases;
  }

  /**
   * The row of a device that this server answers for.
   *
   * @throws ApiException 404, or 503 while nobody does
   * @throws ElsewhereException where another server does
   */
  public long device(String name) {
    Owned owned =
        database
            .first(Owned::read, DEVICE, name)
            .orElseThrow(() -> DeviceNames.unknown(database, name));
    return here(owned);
  }

  /**
   * The row of a request that this server answers for, which is its number.
   *
   * @throws ApiException 404, or 503 while nobody does
   * @throws ElsewhereException where another server does
   */
  public long request(long number) {
    return here("request", number, database.first(Owned::read, REQUEST, number));
  }

  /**
   * The row of a relay board that this server answers for.
   *
   * @throws ApiException 404, or 503 while nobody does
   * @throws ElsewhereException where another server does
   */
  public long relayBoard(String name) {
    return here("relay board", name, database.first(Owned::read, RELAY_BOARD, name));
  }

  /** The name of the server that answers for an imaging server: its own, or who took over. */
  public String answersFor(long server) {
    return database.first(row -> row.getString(1), ANSWERS_FOR, server).orElseThrow();
  }

  /**
   * Makes sure that this server takes requests.
   *
   * @throws ApiException 503 while it waits for its lease
   * @throws ElsewhereException where another server has taken over and goes on
   */
  public void takesRequests() {
    answersHere(self.id());
  }

  /**
   * Makes sure that this server answers for an imaging server.
   *
   * @throws ApiException 503 while nobody does
   * @throws ElsewhereException where another server does
   */
  public void answersHere(long server) {
    if (leases.of(server).isEmpty()) {
      throw elsewhere(answersFor(server));
    }
  }

  private long here(String what, Object name, Optional<Owned> found) {
    return here(found.orElseThrow(() -> ApiException.unknown(what, name)));
  }

  private long here(Owned owned) {
    answersHere(owned.server());
    return owned.id();
  }

  private RuntimeException elsewhere(String server) {
    return server.equals(self.fqdn())
        ? new ApiException(
            HttpStatus.SERVICE_UNAVAILABLE, server + " waits for its lease, try again in a second")
        : new ElsewhereException(server);
  }
}
