package io.mozpool.server.cluster;

import io.mozpool.server.database.Database;

/** The imaging servers of the pool. */
public final class ImagingServers {

  private static final String FIND = "select id from imaging_servers where fqdn = ?";

  private final Database database;

  public ImagingServers(Database database) {
    this.database = database;
  }

  /** The server of this name, which is made where it is new. */
  public ImagingServer named(String fqdn) {
    long id =
        database
            .first(row -> row.getLong(1), FIND, fqdn)
            .orElseGet(
                () -> database.insert("insert into imaging_servers (fqdn) values (?)", fqdn));
    return new ImagingServer(id, fqdn);
  }
}
