package io.mozpool.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.cluster.SoleLease;
import java.nio.file.Path;
import java.time.LocalDateTime;
import javax.sql.DataSource;

/** A database with the pool's tables, of {@link TestStorage}'s, whose plug a test can pull. */
public final class TestDatabase implements AutoCloseable {

  /** Those of a server that has the database for itself. */
  public static final Leases LEASES = SoleLease.of(new ImagingServer(1, "here"));

  private final HikariDataSource pool;
  private final PluggedDataSource plugged;
  private final Database database;

  private TestDatabase(String url) {
    this.pool = pool(url);
    Schema.upgrade(pool);
    this.plugged = new PluggedDataSource(pool);
    this.database = new Database(plugged, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
    database.update("insert into imaging_servers (id, fqdn) values (1, 'here'), (2, 'there')");
  }

  public static TestDatabase in(Path directory) {
    return new TestDatabase(TestStorage.url(directory));
  }

  /** Connections as those of the server. */
  public static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(JdbcUrl.complete(url));
    config.setUsername(TestStorage.user(url));
    config.setPassword(TestStorage.password(url));
    config.setMaximumPoolSize(30);
    config.setMinimumIdle(1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    OneWriter.ofEmbedded(config);
    return new HikariDataSource(config);
  }

  /** Statements over connections of {@link #pool}. */
  public static Database over(DataSource connections) {
    return new Database(connections, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
  }

  public Database database() {
    return database;
  }

  public PluggedDataSource dataSource() {
    return plugged;
  }

  /** What the plug does not cut off. */
  public DataSource direct() {
    return pool;
  }

  /** The only number that a query has. */
  public long number(String sql, Object... parameters) {
    return new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))
        .first(row -> row.getLong(1), sql, parameters)
        .orElseThrow();
  }

  /** The only text that a query has; {@code "null"} for none. */
  public String text(String sql, Object... parameters) {
    return new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))
        .first(row -> String.valueOf(row.getString(1)), sql, parameters)
        .orElseThrow();
  }

  /** The only moment that a query has. */
  public LocalDateTime moment(String sql) {
    return new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}))
        .first(row -> row.getObject(1, LocalDateTime.class), sql)
        .orElseThrow();
  }

  @Override
  public void close() {
    pool.close();
  }
}
