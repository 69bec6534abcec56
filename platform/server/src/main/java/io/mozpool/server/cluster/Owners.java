package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.ElsewhereException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Finds what only its own imaging server may answer for, and sends clients to that server where it
 * is another.
 */
@Singleton
public final class Owners {

  private record Owned(long id, long server, String fqdn) {

    static Owned read(ResultSet row) throws SQLException {
      return new Owned(row.getLong(1), row.getLong(2), row.getString(3));
    }
  }

  private static final String FIND =
      "select o.id, s.id, s.fqdn from %s o join imaging_servers s on s.id = o.imaging_server_id"
          + " where o.%s = ?";

  private static final String DEVICE = FIND.formatted("devices", "name");
  private static final String REQUEST = FIND.formatted("requests", "id");
  private static final String RELAY_BOARD = FIND.formatted("relay_boards", "name");

  private final Database database;
  private final ImagingServer self;

  Owners(Database database, ImagingServer self) {
    this.database = database;
    this.self = self;
  }

  /**
   * The row of a device of this server.
   *
   * @throws ApiException 404
   * @throws ElsewhereException where it is another server's
   */
  public long device(String name) {
    return here("device", name, database.first(Owned::read, DEVICE, name));
  }

  /**
   * The row of a request of this server, which is its number.
   *
   * @throws ApiException 404
   * @throws ElsewhereException where it is another server's
   */
  public long request(long number) {
    return here("request", number, database.first(Owned::read, REQUEST, number));
  }

  /**
   * The row of a relay board of this server.
   *
   * @throws ApiException 404
   * @throws ElsewhereException where it is another server's
   */
  public long relayBoard(String name) {
    return here("relay board", name, database.first(Owned::read, RELAY_BOARD, name));
  }

  private long here(String what, Object name, Optional<Owned> found) {
    Owned owned = found.orElseThrow(() -> ApiException.unknown(what, name));
    if (owned.server() != self.id()) {
      throw new ElsewhereException(owned.fqdn());
    }
    return owned.id();
  }
}
