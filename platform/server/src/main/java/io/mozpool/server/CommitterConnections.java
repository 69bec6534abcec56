package io.mozpool.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import javax.sql.DataSource;

/**
 * The committers' connections: MySQL ends one that says nothing for six seconds, so that a server
 * that was stopped within a transaction keeps nobody from taking its lease.
 */
final class CommitterConnections {

  private static final String PATIENCE = "sessionVariables=wait_timeout=6";
  private static final int SPARE = 2;

  private CommitterConnections() {}

  /** For an embedded database, those that all have. */
  static DataSource of(DataSource all, ServerSettings settings) {
    String url = settings.jdbcUrl();
    if (!url.startsWith("jdbc:mysql:")) {
      return DelegatingDataSource.unwrapDataSource(all);
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("committers");
    config.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + PATIENCE);
    config.setUsername(settings.databaseUser());
    config.setPassword(settings.databasePassword());
    config.setMaximumPoolSize(PoolFactory.COMMITTERS + SPARE);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
