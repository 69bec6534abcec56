package io.mozpool.server;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.mozpool.server.database.JdbcUrl;
import javax.sql.DataSource;

/**
 * The committers' connections, which they keep as long as they are busy. MySQL ends one that says
 * nothing for six seconds, so that a server that was stopped within a transaction keeps nobody from
 * taking its lease.
 */
final class CommitterConnections {

  /** Else the driver has that allowed and forbidden around every batch: two more round trips. */
  private static final String BATCHES = "allowMultiQueries";

  private static final String PATIENCE = "wait_timeout=6";

  private CommitterConnections() {}

  /** For an embedded database, those that all have. */
  static DataSource of(DataSource all, ServerSettings settings) {
    String url = settings.jdbcUrl();
    if (!url.startsWith("jdbc:mysql:")) {
      return DelegatingDataSource.unwrapDataSource(all);
    }
    MysqlDataSource connections = new MysqlDataSource();
    connections.setURL(JdbcUrl.withSessionVariable(JdbcUrl.with(url, BATCHES, "true"), PATIENCE));
    connections.setUser(settings.databaseUser());
    connections.setPassword(settings.databasePassword());
    return connections;
  }
}
