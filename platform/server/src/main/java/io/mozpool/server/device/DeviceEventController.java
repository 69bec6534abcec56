package io.mozpool.server.device;

import io.micronaut.http.HttpStatus;
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
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.EventAnswer;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.text.Texts;
import io.mozpool.server.web.ActsOnGet;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import io.mozpool.server.web.Load;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is done to devices: events, which no thread waits for, and states that a person forces. */
@Controller("/api/device/{device}")
@Tag(name = "Devices")
@Consumes(MediaType.ALL)
final class DeviceEventController {

  private final Owners owners;
  private final Devices devices;
  private final Load load;
  private final Json json;

  DeviceEventController(Owners owners, Devices devices, Load load, Json json) {
    this.owners = owners;
    this.devices = devices;
    this.load = load;
    this.json = json;
  }

  /**
   * Tells a device of an event, from the live image.
   *
   * @param event at most 64 bytes of UTF-8
   * @return whether its state listens to that event
   */
  @ActsOnGet
  @Get(uri = "/event/{event}", headRoute = false)
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.Forbidden
  @Answers.NotFound
  CompletableFuture<EventAnswer> tellDevice(String device, String event) {
    return raise(device, event, null);
  }

  /**
   * Tells a device of an event.
   *
   * @param event at most 64 bytes of UTF-8
   * @return whether its state listens to that event
   */
  @Post("/event/{event}")
  @RequestBody(
      description = "`boot_config`: at most 16384 bytes of UTF-8, nested at most 50 deep.",
      content =
          @Content(examples = @ExampleObject("{\"image\": \"b2g\", \"boot_config\": \"{}\"}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  CompletableFuture<EventAnswer> postDeviceEvent(
      String device, String event, @Body @Nullable String body) {
    return raise(device, event, body);
  }

  /**
   * Forces a device into a state.
   *
   * <p>It must be in the one that is named, or in one that nobody knows.
   *
   * @return an empty object
   */
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Post("/state-change/{from}/to/{to}")
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  Map<String, String> forceState(
      String device, String from, String to, @Body @Nullable String body) {
    long id = owners.device(device);
    JsonBody.read(json, body);
    Set<String> states = devices.lifecycle().states();
    if (!states.contains(to)) {
      throw ApiException.bad("to", "'" + to + "'", "one of " + String.join(", ", states));
    }
    Outcome outcome = devices.force(id, from, to).join().orTryAgain();
    if (!outcome.accepted()) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "device '%s' is in state %s, not %s"
              .formatted(device, outcome.state(), Texts.quoted(from)));
    }
    return Map.of();
  }

  private CompletableFuture<EventAnswer> raise(String device, String event, @Nullable String body) {
    JsonBody.within("event", event, TextLimit.EVENT);
    return load.counted(
        () ->
            devices
                .event(
                    device,
                    event,
                    server -> {
                      owners.answersHere(server);
                      return arguments(event, body);
                    })
                .thenApply(EventAnswer::of));
  }

  private Arguments arguments(String event, @Nullable String bytes) {
    JsonBody body = JsonBody.read(json, bytes);
    Map<String, String> values = new HashMap<>();
    if (event.equals("please_image") || event.equals("please_power_cycle")) {
      body.optionalName("request").ifPresent(request -> values.put("request", request));
    }
    if (event.equals("please_image")) {
      values.put("image", body.name("image"));
      values.put(
          "boot_config",
          body.bootConfig("boot_config")
              .orElseThrow(() -> JsonBody.missing("boot_config", "JSON as text")));
    }
    return new Arguments(values);
  }
}
