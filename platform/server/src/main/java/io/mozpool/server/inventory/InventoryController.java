package io.mozpool.server.inventory;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sync by command. */
@Controller("/api/admin/inventory-sync")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class InventoryController {

  private final InventorySettings settings;
  private final InventorySync inventory;
  private final Json json;

  InventoryController(InventorySettings settings, InventorySync inventory, Json json) {
    this.settings = settings;
    this.inventory = inventory;
    this.json = json;
  }

  /**
   * The last sync of this server since its start.
   *
   * @return what it did or would have done, with what the inventories noted; null before the first
   */
  @Get("/")
  Map<String, @Nullable LastSync> lastInventorySync() {
    return Collections.singletonMap("last", inventory.last().orElse(null));
  }

  /**
   * Reads the inventories and makes the pool's devices those that they name.
   *
   * <p>More changes than the limit are made only with `ship_it`, and so are those of an inventory
   * that names no device any more; with `dry_run` none are made.
   *
   * @return what was done, or would be; `notes` are what the inventories say beside their devices
   */
  @Post("/")
  @RequestBody(
      content = @Content(examples = @ExampleObject("{\"dry_run\": true, \"ship_it\": false}")))
  @Answers.BadRequest
  @Answers.Conflict
  SyncReport syncInventory(@Body @Nullable String bytes) throws InterruptedException {
    JsonBody body = JsonBody.read(json, bytes);
    body.requireOnly(List.of("dry_run", "ship_it")); // a misspelt dry_run would be a real sync
    boolean dryRun = body.flag("dry_run");
    boolean shipIt = body.flag("ship_it");
    if (settings.sources().isEmpty()) {
      throw new ApiException(HttpStatus.CONFLICT, "mozpool.inventory names no inventory to read");
    }
    SyncResult result = dryRun ? inventory.rehearse() : inventory.sync(shipIt);
    String reasons = String.join("; ", result.reasons());
    return switch (result.ending()) {
      case DONE, REHEARSED -> result.report();
      case STOPPED -> throw new ApiException(HttpStatus.CONFLICT, reasons);
      case NOTHING_READ -> throw new ApiException(HttpStatus.BAD_GATEWAY, reasons);
    };
  }
}
