package io.mozpool.server.hardware;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
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
   * that of the next image; without one network boot is disarmed. With `unless_held`, in the body
   * or in the query, a device that a request holds is left alone: 409 names the holder. Without it
   * the request is told, in its log and as its `interference`.
   *
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return an empty object, before the cycle is over
   */
  @Post("/device/{device}/power-cycle")
  @RequestBody(
      description = "`boot_config`: at most 16384 bytes of UTF-8, nested at most 50 deep.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"pxe_config\": \"b2g\", \"boot_config\": \"{}\", \"unless_held\": true}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  CompletableFuture<Map<String, Object>> powerCycle(
      String device,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody body = JsonBody.read(json, bytes);
    boolean careful = unlessHeld != null || body.flag("unless_held");
    Optional<String> pxeConfig = body.nameOrNull("pxe_config");
    networkBoot.set(id, pxeConfig, body.bootConfig("boot_config"), careful);
    return operations.cycle(id, pxeConfig, careful).thenApply(begun -> DONE);
  }

  /**
   * Has a device's power switched off, for old clients.
   *
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return an empty object, before the power is off
   */
  @ActsOnGet
  @Get(uri = "/device/{device}/power-off", headRoute = false)
  @Answers.Elsewhere
  @Answers.Forbidden
  @Answers.NotFound
  @Answers.Conflict
  CompletableFuture<Map<String, Object>> switchOff(
      String device, @Nullable @QueryValue("unless_held") String unlessHeld) {
    return off(device, unlessHeld != null);
  }

  /**
   * Has a device's power switched off.
   *
   * <p>With `unless_held`, in the body or in the query, a device that a request holds is left
   * alone: 409 names the holder. Without it the request is told.
   *
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return an empty object, before the power is off
   */
  @Post("/device/{device}/power-off")
  @RequestBody(content = @Content(examples = @ExampleObject("{\"unless_held\": true}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  CompletableFuture<Map<String, Object>> powerOff(
      String device,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      @Body @Nullable String bytes) {
    return off(device, JsonBody.read(json, bytes).flag("unless_held") || unlessHeld != null);
  }

  /**
   * Disarms a device's network boot.
   *
   * <p>With `unless_held`, in the body or in the query, a device that a request holds is left
   * alone: 409 names the holder. Without it the request is told.
   *
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return an empty object
   */
  @Post("/device/{device}/clear-pxe")
  @RequestBody(content = @Content(examples = @ExampleObject("{\"unless_held\": true}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  Map<String, Object> clearPxe(
      String device,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      @Body @Nullable String bytes) {
    long id = owners.device(device);
    boolean careful = JsonBody.read(json, bytes).flag("unless_held") || unlessHeld != null;
    networkBoot.disarm(id, careful);
    if (!careful) {
      operations.tellHolder(id, "its network boot was disarmed");
    }
    return DONE;
  }

  /**
   * Asks a device on the network whether it is there.
   *
   * @return whether it answered; with a reason where it could not be asked, so that nothing is
   *     known of it
   */
  @Get("/device/{device}/ping")
  @Answers.Elsewhere
  @Answers.NotFound
  CompletableFuture<TestAnswer> ping(String device) {
    return operations.ping(owners.device(device));
  }

  /**
   * Tests whether a relay board answers.
   *
   * @return whether it did, and if not, the reason
   */
  @Get("/relay/{board}/test")
  @Answers.Elsewhere
  @Answers.NotFound
  CompletableFuture<TestAnswer> testRelay(String board) {
    return operations.testRelay(owners.relayBoard(board));
  }

  private CompletableFuture<Map<String, Object>> off(String device, boolean unlessHeld) {
    return operations.off(owners.device(device), unlessHeld).thenApply(begun -> DONE);
  }
}
