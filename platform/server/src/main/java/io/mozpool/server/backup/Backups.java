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
import java.util.concurrent.Semaphore;

/** Makes copies of the embedded database. What is committed while one is made may be in it. */
public final class Backups {

  /** As each takes the disk space of the database until its reader has all of it. */
  private static final int MOST_COPIES = 4;

  private final EmbeddedCopy database;
  private final Path directory;
  private final boolean embedded;
  private final Semaphore copies = new Semaphore(MOST_COPIES);

  /**
   * @param database copies itself
   * @param directory where a copy is kept until it was read
   * @param embedded whether the database is one of this process
   */
  public Backups(EmbeddedCopy database, Path directory, boolean embedded) {
    this.database = database;
    this.directory = directory;
    this.embedded = embedded;
  }

  /**
   * Makes a copy, which is deleted when it is closed.
   *
   * @return a zip file with the database's file in it
   * @throws ApiException 409 where the database is not embedded; 503 where there are too many
   *     copies that nobody has closed yet
   */
  InputStream make() throws IOException {
    if (!embedded) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "the pool is on a database server: back it up with mariadb-dump --single-transaction or"
              + " mysqldump --single-transaction");
    }
    if (!copies.tryAcquire()) {
      throw new ApiException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "%d backups are being fetched, which is all that there may be; try again later"
              .formatted(MOST_COPIES));
    }
    boolean made = false;
    try {
      InputStream copy = new Copy(copy(), copies::release);
      made = true;
      return copy;
    } finally {
      if (!made) {
        copies.release();
      }
    }
  }

  private InputStream copy() throws IOException {
    Path copy = Files.createTempFile(directory, "backup-", ".zip");
    try {
      database.to(copy);
      return Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE);
    } catch (DatabaseException | IOException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
  }
}
