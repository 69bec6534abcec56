package io.mozpool.server.backup;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.EmbeddedCopy;
import io.mozpool.server.web.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes copies of the embedded database. What is committed while one is made may be in it. */
public final class Backups {

  private final EmbeddedCopy copies;
  private final Path directory;
  private final boolean embedded;

  /**
   * @param copies makes them
   * @param directory where a copy is kept until it was read
   * @param embedded whether the database is one of this process
   */
  public Backups(EmbeddedCopy copies, Path directory, boolean embedded) {
    this.copies = copies;
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
      copies.to(copy);
      return Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (DatabaseException | IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }
}
