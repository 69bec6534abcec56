package io.mozpool.server.device;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.Owners;
import io.mozpool.server.database.Database;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.JsonBody;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people say of devices: comments, and the environment that a device is for. */
@Controller("/api/device/{device}")
@Tag(name = "Devices")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(MediaType.APPLICATION_JSON)
final class DeviceNoteController {

  private static final String NULL = "null";

  private final Owners owners;
  private final Database database;
  private final Journal journal;
  private final Changes changes;
  private final Json json;

  DeviceNoteController(
      Owners owners, Database database, Journal journal, Changes changes, Json json) {
    this.owners = owners;
    this.database = database;
    this.journal = journal;
    this.changes = changes;
    this.json = json;
  }

  /**
   * Replaces the comments on a device.
   *
   * @return null
   */
  @Post("/set-comments")
  @RequestBody(
      description = "`comments`: at most 4096 bytes of UTF-8; null for none.",
      content = @Content(examples = @ExampleObject("{\"comments\": \"the fan is loud\"}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  String comment(String device, @Body @Nullable String body) {
    long id = owners.device(device);
    set(
        id,
        "comments",
        JsonBody.read(json, body).note("comments", TextLimit.COMMENTS).orElse(null));
    return NULL;
  }

  /**
   * Says which environment a device is for.
   *
   * @return null
   */
  @Post("/set-environment")
  @RequestBody(
      description = "`environment`: at most 64 bytes of UTF-8.",
      content = @Content(examples = @ExampleObject("{\"environment\": \"staging\"}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  String assign(String device, @Body @Nullable String body) {
    long id = owners.device(device);
    String environment = JsonBody.read(json, body).text("environment", TextLimit.ENVIRONMENT);
    set(id, "environment", environment);
    changes.catalogue();
    journal.add("device", id, Journal.API, "environment set to " + environment);
    return NULL;
  }

  private void set(long device, String column, @Nullable String value) {
    database.update("update devices set " + column + " = ? where id = ?", value, device);
    changes.device(device);
  }
}
