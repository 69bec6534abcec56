package io.mozpool.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Servers of an older program that still run. They wrote in the database's own time zone until
 * which moment they count as alive, or in UTC where that is its zone: both readings are tried.
 */
final class PresentServers {

  /**
   * A server that gave a sign of life within the last minute, and said so for the time of its
   * lease.
   */
  private static final String QUERY =
      """
      select s.fqdn from imaging_servers s, (
        select now(6) as at union all select convert_tz(now(6), '+00:00', @@global.time_zone)
      ) reading
      where s.fqdn <> ? and s.present_until
        between reading.at - interval 1 minute and reading.at + interval 10 minute
      group by s.fqdn order by s.fqdn
      """;

  private PresentServers() {}

  /**
   * Throws where there are any.
   *
   * @param connection in UTC, to MySQL or MariaDB with tables of the pool
   * @param self the server that may have ended just now; empty for none
   * @throws SchemaException naming them
   */
  static void refuse(Connection connection, String self) throws SQLException {
    List<String> present = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, self);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          present.add(row.getString(1));
        }
      }
    }
    if (!present.isEmpty()) {
      throw new SchemaException(
          ("the database's tables cannot be upgraded while other servers use them: %s gave a sign"
                  + " of life within the last minute; stop all servers, wait a minute and try again")
              .formatted(String.join(", ", present)));
    }
  }
}
