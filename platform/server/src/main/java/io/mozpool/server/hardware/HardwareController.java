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
import io.mozpool.server.web.ActsOnGet;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.JsonBody;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** BMM: what a person or script has a device's hardware do, past its state machine. */
@Controller("/api")
@Tag(name = "BMM: hardware, past the state machines")
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

  /**
   * Has a device's power cycled.
   *
   * <p>With a PXE config the device's network boot is armed with it, and the boot config becomes
   * that of the next image; without one network boot is disarmed.
   *
   * @return an empty object, before the cycle is over
   */
  @Post("/device/{device}/power-cycle")
  @RequestBody(
      description = "`boot_config`: at most 16384 bytes of UTF-8, nested at most 50 deep.",
      content =
          @Content(examples = @ExampleObject("{\"pxe_config\": \"b2g\", \"boot_config\": \"{}\"}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  Map<String, Object> powerCycle(String device, @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody body = JsonBody.read(json, bytes);
    Optional<String> pxeConfig = body.nameOrNull("pxe_config");
    networkBoot.set(id, pxeConfig, body.bootConfig("boot_config"));
    operations.cycle(id, pxeConfig);
    return DONE;
  }

  /**
   * Has a device's power switched off, for old clients.
   *
   * @return an empty object, before the power is off
   */
  @ActsOnGet
  @Get(uri = "/device/{device}/power-off", headRoute = false)
  @Answers.Elsewhere
  @Answers.Forbidden
  @Answers.NotFound
  Map<String, Object> switchOff(String device) {
    operations.off(owners.device(device));
    return DONE;
  }

  /**
   * Has a device's power switched off.
   *
   * @return an empty object, before the power is off
   */
  @Post("/device/{device}/power-off")
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  Map<String, Object> powerOff(String device, @Body @Nullable String bytes) {
    JsonBody.read(json, bytes);
    return switchOff(device);
  }

  /**
   * Disarms a device's network boot.
   *
   * @return an empty object
   */
  @Post("/device/{device}/clear-pxe")
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  Map<String, Object> clearPxe(String device, @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody.read(json, bytes);
    networkBoot.disarm(id);
    return DONE;
  }

  /**
   * Asks a device on the network whether it is there.
   *
   * @return whether it answered
   */
  @Get("/device/{device}/ping")
  @Answers.Elsewhere
  @Answers.NotFound
  CompletableFuture<Map<String, Boolean>> ping(String device) {
    return operations.ping(owners.device(device)).thenApply(HardwareController::success);
  }

  /**
   * Tests whether a relay board answers.
   *
   * @return whether it did
   */
  @Get("/relay/{board}/test")
  @Answers.Elsewhere
  @Answers.NotFound
  CompletableFuture<Map<String, Boolean>> testRelay(String board) {
    return operations.testRelay(owners.relayBoard(board)).thenApply(HardwareController::success);
  }

  private static Map<String, Boolean> success(boolean success) {
    return Map.of("success", success);
  }
}
