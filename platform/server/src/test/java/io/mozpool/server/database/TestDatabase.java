package io.mozpool.server.database;

import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.cluster.SoleLease;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An embedded database with the pool's tables in a directory, whose plug a test can pull. */
public final class TestDatabase implements AutoCloseable {

  /** Those of a server that has the database for itself. */
  public static final Leases LEASES = SoleLease.of(new ImagingServer(1, "here"));

  private final JdbcConnectionPool pool;
  private final PluggedDataSource plugged;
  private final Database database;

  private TestDatabase(String url) {
    this.pool = JdbcConnectionPool.create(url, "sa", "");
    pool.setMaxConnections(30);
    Schema.upgrade(pool);
    this.plugged = new PluggedDataSource(pool);
    this.database = new Database(plugged, new Outage(() -> {}));
    database.update("insert into imaging_servers (id, fqdn) values (1, 'here'), (2, 'there')");
  }

  public static TestDatabase in(Path directory) {
    return new TestDatabase(url(directory));
  }

  /** As the server's own. */
  public static String url(Path directory) {
    return "jdbc:h2:async:"
        + directory.resolve("pool").toAbsolutePath()
        + ";MODE=MySQL;WRITE_DELAY=0";
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
    return new Database(pool, new Outage(() -> {}))
        .first(row -> row.getLong(1), sql, parameters)
        .orElseThrow();
  }

  /** The only text that a query has; {@code "null"} for none. */
  public String text(String sql, Object... parameters) {
    return new Database(pool, new Outage(() -> {}))
        .first(row -> String.valueOf(row.getString(1)), sql, parameters)
        .orElseThrow();
  }

  @Override
  public void close() {
    try (Statement statement = pool.getConnection().createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      throw new DatabaseException(e);
    } finally {
      pool.dispose();
    }
  }
}
