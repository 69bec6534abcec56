package io.mozpool.cli.db;

import io.mozpool.cli.server.Obstacle;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PrivateFiles;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.EmbeddedFile;
import io.mozpool.server.database.LogPartitions;
import io.mozpool.server.database.Schema;
import io.mozpool.server.database.Schema.Upgrade;
import io.mozpool.server.database.SchemaException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The configured database. Where it is embedded no server may have it open. */
record PoolDatabase(ServerSettings settings) {

  /** Something that is stored as a whole, or not at all. */
  @FunctionalInterface
  interface Work<T> {
    T in(Rows rows) throws SQLException, RefusedException;
  }

  /**
   * Brings its tables up to date.
   *
   * @throws ConfigurationException where it cannot be used
   * @throws RefusedException where its tables are not those of this program
   */
  Upgrade upgrade() throws RefusedException {
    try {
      return Schema.upgrade(
          settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword());
    } catch (SchemaException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    } catch (DatabaseException e) {
      throw Obstacle.explain(e, settings);
    }
  }

  /**
   * Does the work in one transaction, after an upgrade.
   *
   * @param keep false to have it all undone in the end
   * @throws ConfigurationException where it cannot be used
   */
  <T> T store(boolean keep, Work<T> work) throws RefusedException {
    upgrade();
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(new Rows(connection));
        if (keep) {
          connection.commit();
        }
        return result;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw Obstacle.explain(new DatabaseException(e), settings);
    }
  }

  /**
   * Makes and drops partitions of the logs, after an upgrade.
   *
   * @return what was done, a sentence each
   * @throws RefusedException where there are none
   */
  List<String> keepPartitions() throws RefusedException {
    upgrade();
    try {
      LogPartitions partitions = new LogPartitions(this::connect);
      if (!partitions.exist()) {
        throw new RefusedException(
            "the logs of an embedded database have no partitions: its server deletes old lines");
      }
      return partitions.keep(settings.logRetention());
    } catch (DatabaseException e) {
      throw Obstacle.explain(e, settings);
    }
  }

  /**
   * Copies it as it is.
   *
   * @param file a zip file
   * @throws RefusedException where it is not embedded
   */
  void backup(Path file) throws RefusedException, IOException {
    if (!settings.isEmbedded()) {
      throw new RefusedException(
          "the pool is on a database server: back it up with mariadb-dump --single-transaction or"
              + " mysqldump --single-transaction");
    }
    String existing = settings.jdbcUrl() + ";IFEXISTS=TRUE";
    try {
      EmbeddedFile.of(settings.jdbcUrl())
          .ifPresent(db -> db.look(settings.databaseUser(), settings.databasePassword()));
      PrivateFiles.file(file);
    } catch (SchemaException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    } catch (DatabaseException e) {
      throw Obstacle.explain(e, settings);
    }
    try (Connection connection =
            DriverManager.getConnection(
                existing, settings.databaseUser(), settings.databasePassword());
        PreparedStatement statement = connection.prepareStatement("backup to ?")) {
      statement.setString(1, file.toString());
      statement.execute();
    } catch (SQLException e) {
      throw Obstacle.explain(new DatabaseException(e), settings);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword());
  }
}
