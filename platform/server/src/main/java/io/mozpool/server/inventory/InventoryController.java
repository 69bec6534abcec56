package io.mozpool.server.inventory;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import org.jspecify.annotations.Nullable;

/** A sync by command. */
@Controller("/api/admin/inventory-sync")
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

  @Post("/")
  SyncReport sync(@Body @Nullable String bytes) throws InterruptedException {
    JsonBody body = JsonBody.read(json, bytes);
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
