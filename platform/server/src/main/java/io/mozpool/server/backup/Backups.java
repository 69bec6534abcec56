package io.mozpool.server.backup;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.web.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes copies of the embedded database. What is committed while one is made may be in it. */
public final class Backups {

  private final Database database;
  private final Path directory;
  private final boolean embedded;

  /**
   * @param directory where a copy is kept until it was read
   * @param embedded whether the database is one of this process
   */
  public Backups(Database database, Path directory, boolean embedded) {
    this.database = database;
    this.directory = directory;
    this.embedded = embedded;
  }

  /**
   * Makes a copy, which is deleted when it is closed.
   *
   * @return a zip file with the database's file in it
   * @throws ApiException 409 where the database is not embedded
   */
  InputStream make() throws IOException {
    if (!embedded) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "the pool is on a database server: back it up with mariadb-dump --single-transaction or"
              + " mysqldump --single-transaction");
    }
    Path copy = Files.createTempFile(directory, "backup-", ".zip");
    try {
      database.update("backup to ?", copy.toString());
      return Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (DatabaseException | IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }
}
