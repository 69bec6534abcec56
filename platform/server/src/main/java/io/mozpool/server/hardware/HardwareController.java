package io.mozpool.server.hardware;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.cluster.Owners;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.JsonBody;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** BMM: what a person or script has a device's hardware do, past its state machine. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class HardwareController {

  private static final Map<String, Object> DONE = Map.of();

  private final Owners owners;
  private final Operations operations;
  private final NetworkBoot networkBoot;
  private final Json json;

  HardwareController(Owners owners, Operations operations, NetworkBoot networkBoot, Json json) {
    this.owners = owners;
    this.operations = operations;
    this.networkBoot = networkBoot;
    this.json = json;
  }

  @Post("/device/{device}/power-cycle")
  Map<String, Object> powerCycle(String device, @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody body = JsonBody.read(json, bytes);
    networkBoot.set(id, body.textOrNull("pxe_config"), body.bootConfig("boot_config"));
    operations.cycle(id);
    return DONE;
  }

  @Get(uri = "/device/{device}/power-off", headRoute = false)
  Map<String, Object> powerOff(String device) {
    operations.off(owners.device(device));
    return DONE;
  }

  @Post("/device/{device}/power-off")
  Map<String, Object> powerOff(String device, @Body @Nullable String bytes) {
    JsonBody.read(json, bytes);
    return powerOff(device);
  }

  @Post("/device/{device}/clear-pxe")
  Map<String, Object> clearPxe(String device, @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody.read(json, bytes);
    networkBoot.disarm(id);
    return DONE;
  }

  @Get("/device/{device}/ping")
  CompletableFuture<Map<String, Boolean>> ping(String device) {
    return operations.ping(owners.device(device)).thenApply(HardwareController::success);
  }

  @Get("/relay/{board}/test")
  CompletableFuture<Map<String, Boolean>> testRelay(String board) {
    return operations.testRelay(owners.relayBoard(board)).thenApply(HardwareController::success);
  }

  private static Map<String, Boolean> success(boolean success) {
    return Map.of("success", success);
  }
}
