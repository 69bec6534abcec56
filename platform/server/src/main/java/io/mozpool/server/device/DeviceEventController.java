package io.mozpool.server.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.host.Near;
import io.mozpool.server.cluster.Owners;
import io.mozpool.server.cluster.PeerCalls;
import io.mozpool.server.hold.Holder;
import io.mozpool.server.hold.Holders;
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
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is done to devices: events, which no thread waits for, and states that a person forces. */
@Controller("/api/device/{device}")
@Tag(name = "Devices")
@Consumes(MediaType.ALL)
final class DeviceEventController {

  private final Owners owners;
  private final PeerCalls peers;
  private final Devices devices;
  private final Holders holders;
  private final BoardEvents boards;
  private final Load load;
  private final Json json;

  DeviceEventController(
      Owners owners,
      PeerCalls peers,
      Devices devices,
      Holders holders,
      BoardEvents boards,
      Load load,
      Json json) {
    this.owners = owners;
    this.peers = peers;
    this.devices = devices;
    this.holders = holders;
    this.boards = boards;
    this.load = load;
    this.json = json;
  }

  /**
   * Tells a device of an event, from the live image.
   *
   * @param event at most 64 bytes of UTF-8
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return whether its state listens to that event
   */
  @ActsOnGet
  @Get(uri = "/event/{event}", headRoute = false)
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.Forbidden
  @Answers.NotFound
  CompletableFuture<EventAnswer> tellDevice(
      String device,
      String event,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      HttpRequest<?> request) {
    return raise(device, event, unlessHeld, request, null);
  }

  /**
   * Tells a device of an event.
   *
   * <p>With `unless_held`, in the body or in the query, a device that a request holds is left
   * alone: the answer is `"accepted": false` and its reason names the holder. Without it the
   * request is told, if it is not the one that asks: in its log and as its `interference`.
   *
   * @param event at most 64 bytes of UTF-8
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return whether its state listens to that event
   */
  @Post("/event/{event}")
  @RequestBody(
      description = "`boot_config`: at most 16384 bytes of UTF-8, nested at most 50 deep.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"image\": \"b2g\", \"boot_config\": \"{}\", \"unless_held\": true}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  CompletableFuture<EventAnswer> postDeviceEvent(
      String device,
      String event,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      HttpRequest<?> request,
      @Body @Nullable String body) {
    return raise(device, event, unlessHeld, request, body);
  }

  /**
   * Forces a device into a state.
   *
   * <p>It must be in the one that is named, or in one that nobody knows. With `unless_held`, in the
   * body or in the query, a device that a request holds is left alone: 409 names the holder.
   *
   * @param unlessHeld counts by presence: nothing is done if a request holds the device
   * @return an empty object
   */
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Post("/state-change/{from}/to/{to}")
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  Map<String, String> forceState(
      String device,
      String from,
      String to,
      @Nullable @QueryValue("unless_held") String unlessHeld,
      @Body @Nullable String bytes) {
    long id = owners.device(device);
    JsonBody body = JsonBody.read(json, bytes);
    Map<String, String> arguments = conditions(unlessHeld, body);
    body.optionalName(DeviceKind.INVENTORY)
        .ifPresent(name -> arguments.put(DeviceKind.INVENTORY, name));
    Set<String> states = devices.lifecycle().states();
    if (!states.contains(to)) {
      throw ApiException.bad(
          "to", "'" + to + "'" + Near.question(to, states), "one of " + String.join(", ", states));
    }
    Outcome outcome = devices.force(id, from, to, new Arguments(arguments)).join().orTryAgain();
    if (!outcome.accepted()) {
      Optional<Holder> holder =
          arguments.containsKey(DeviceKind.UNLESS_HELD) ? holders.of(id) : Optional.empty();
      throw new ApiException(
          HttpStatus.CONFLICT,
          holder
              .map(Holder::sentence)
              .orElse(
                  "device '%s' is in state %s, not %s"
                      .formatted(device, outcome.state(), Texts.quoted(from))));
    }
    return Map.of();
  }

  private CompletableFuture<EventAnswer> raise(
      String device,
      String event,
      @Nullable String unlessHeld,
      HttpRequest<?> request,
      @Nullable String body) {
    JsonBody.within("event", event, TextLimit.EVENT);
    return load.counted(
        () ->
            devices
                .event(
                    device,
                    event,
                    row -> {
                      boards.heard(row.id(), event);
                      owners.answersHere(row.server());
                      peers.check(request.getHeaders(), device);
                      return arguments(event, unlessHeld, body);
                    })
                .whenComplete(
                    (outcome, failure) -> {
                      if (failure != null) {
                        boards.failed(request, device, event, failure);
                      }
                    })
                .thenApply(EventAnswer::of));
  }

  private Arguments arguments(String event, @Nullable String unlessHeld, @Nullable String bytes) {
    JsonBody body = JsonBody.read(json, bytes);
    Map<String, String> arguments = conditions(unlessHeld, body);
    if (event.equals("please_image")) {
      arguments.put("image", body.name("image"));
      arguments.put(
          "boot_config",
          body.bootConfig("boot_config")
              .orElseThrow(() -> JsonBody.missing("boot_config", "JSON as text")));
    }
    return new Arguments(arguments);
  }

  private static Map<String, String> conditions(@Nullable String unlessHeld, JsonBody body) {
    Map<String, String> conditions = new HashMap<>();
    if (body.flag(DeviceKind.UNLESS_HELD) || unlessHeld != null) {
      conditions.put(DeviceKind.UNLESS_HELD, "");
    }
    body.optionalName(DeviceKind.FOR_REQUEST)
        .map(number -> String.valueOf(Numbers.rowId(DeviceKind.FOR_REQUEST, number)))
        .ifPresent(number -> conditions.put(DeviceKind.FOR_REQUEST, number));
    return conditions;
  }
}
