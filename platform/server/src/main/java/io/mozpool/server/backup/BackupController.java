package io.mozpool.server.backup;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.connection.Closing;
import io.mozpool.server.web.Answers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;

/** Hands out copies of the embedded database. */
@Controller("/api/admin/backup")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BackupController {

  private static final MediaType ZIP = MediaType.of("application/zip");

  private final Backups backups;

  BackupController(Backups backups) {
    this.backups = backups;
  }

  /**
   * Answers all of the embedded database, as of now.
   *
   * @return a zip file, to be unpacked where the database was
   */
  @Get(uri = "/", headRoute = false, produces = "application/zip")
  @Answers.Conflict
  @Answers.Overloaded
  StreamedFile backup(HttpRequest<?> request) throws IOException {
    return new StreamedFile(Closing.with(request, backups.make()), ZIP).attach("mozpool.zip");
  }
}
