package io.mozpool.server.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.cluster.Owners;
import io.mozpool.server.cluster.PeerCalls;
import io.mozpool.server.database.Database;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.EventAnswer;
import io.mozpool.server.name.DeviceNames;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.server.text.TextLimit;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What clients do with requests: make, renew and return them, and send them events. */
@Controller("/api")
@Tag(name = "Requests")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class RequestEventController {

  /** A client hears at once of a device that is free; what takes longer it asks for later. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

  private final Owners owners;
  private final PeerCalls peers;
  private final RequestReader reader;
  private final RequestStore store;
  private final Requests requests;
  private final InstallerChecks checks;
  private final Database database;
  private final Journal journal;
  private final Json json;

  RequestEventController(
      Owners owners,
      PeerCalls peers,
      RequestReader reader,
      RequestStore store,
      Requests requests,
      InstallerChecks checks,
      Database database,
      Journal journal,
      Json json) {
    this.owners = owners;
    this.peers = peers;
    this.reader = reader;
    this.store = store;
    this.requests = requests;
    this.checks = checks;
    this.database = database;
    this.journal = journal;
    this.json = json;
  }

  /**
   * Asks for a device, or for `any`.
   *
   * <p>The keys that the image names as its boot config keys must be there, too, with values that
   * the image's installer takes; other keys are ignored. A repeated call with the same
   * Idempotency-Key that asks for the same gets the request as it is now, and one that asks for
   * something else is refused.
   *
   * @return the request; with 409 where it is closed already
   */
  @Post("/device/{device}/request")
  @RequestBody(
      description =
          "In bytes of UTF-8 `assignee` has at most 255, `environment` 64, the boot config 16384;"
              + " it is nested at most 50 deep.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"assignee\": \"me@example.com\", \"duration\": 3600, \"image\": \"b2g\","
                          + " \"environment\": \"any\", \"b2gbase\":"
                          + " \"http://builds.example/b2g/\", \"wait\": false}")))
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  @Answers.OtherMeaning
  MutableHttpResponse<Map<String, RequestDetails>> newRequest(
      String device, @Header("Idempotency-Key") @Nullable String key, @Body @Nullable String body) {
    Optional<String> idempotencyKey =
        Optional.ofNullable(key)
            .filter(text -> !text.isBlank())
            .map(text -> JsonBody.within("Idempotency-Key", text, 255));
    NewRequest wish = read(device, body);
    OptionalLong earlier =
        idempotencyKey.map(text -> store.withKey(text, wish)).orElse(OptionalLong.empty());
    long id = earlier.isPresent() ? earlier.getAsLong() : make(wish, idempotencyKey);
    RequestDetails made = reader.details(id);
    return HttpResponse.status(made.state().equals("closed") ? HttpStatus.CONFLICT : HttpStatus.OK)
        .body(Map.of("request", made));
  }

  /** Lets a request live for so many seconds from now. */
  @ExecuteOn(Load.HOLDERS)
  @Post("/request/{request}/renew")
  @RequestBody(content = @Content(examples = @ExampleObject("{\"duration\": 3600}")))
  @Answers.NoContent
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  HttpResponse<?> renew(String request, @Body @Nullable String body) {
    long id = owners.request(Numbers.requestId(request));
    Duration duration = JsonBody.read(json, body).seconds("duration");
    if (!store.renew(id, duration)) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "request %d is %s and cannot be renewed".formatted(id, reader.state(id)));
    }
    journal.add("request", id, Journal.API, "renewed for " + duration.toSeconds() + " s");
    return HttpResponse.noContent();
  }

  /** Gives the device back. */
  @ExecuteOn(Load.HOLDERS)
  @Post("/request/{request}/return")
  @Answers.NoContent
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  HttpResponse<?> returnRequest(String request) {
    long id = owners.request(Numbers.requestId(request));
    requests.event(id, "close", Arguments.NONE).join().orTryAgain();
    return HttpResponse.noContent();
  }

  /**
   * Tells a request of an event.
   *
   * @param event at most 64 bytes of UTF-8
   * @return whether its state listens to that event
   */
  @ActsOnGet
  @Get(uri = "/request/{request}/event/{event}", headRoute = false)
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.Forbidden
  @Answers.NotFound
  @Answers.Conflict
  EventAnswer tellRequest(String request, String event, HttpHeaders headers) {
    return raise(request, event, headers, null);
  }

  /**
   * Tells a request of an event.
   *
   * @param event at most 64 bytes of UTF-8
   * @return whether its state listens to that event
   */
  @Post("/request/{request}/event/{event}")
  @RequestBody(content = @Content(examples = @ExampleObject("{\"imaging_result\": \"complete\"}")))
  @Answers.Elsewhere
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  EventAnswer postRequestEvent(
      String request, String event, HttpHeaders headers, @Body @Nullable String body) {
    return raise(request, event, headers, body);
  }

  private EventAnswer raise(
      String request, String event, HttpHeaders headers, @Nullable String bytes) {
    long id = owners.request(Numbers.requestId(request));
    JsonBody.within("event", event, TextLimit.EVENT);
    peers.check(headers);
    JsonBody body = JsonBody.read(json, bytes);
    Map<String, String> arguments = new HashMap<>();
    body.optionalName(RequestKind.RESULT)
        .ifPresent(result -> arguments.put(RequestKind.RESULT, result));
    body.optionalName(RequestKind.FROM_DEVICE)
        .map(row -> Long.toString(Numbers.rowId(RequestKind.FROM_DEVICE, row)))
        .ifPresent(row -> arguments.put(RequestKind.FROM_DEVICE, row));
    return EventAnswer.of(requests.event(id, event, new Arguments(arguments)).join());
  }

  private NewRequest read(String device, @Nullable String body) {
    NewRequest wish = NewRequest.read(device, JsonBody.read(json, body), reader, checks, json);
    boolean known =
        device.equals(Wish.ANY)
            || database
                .first(row -> true, "select 1 from devices where name = ?", device)
                .isPresent();
    if (!known) {
      throw DeviceNames.unknown(database, device);
    }
    return wish;
  }

  private long make(NewRequest wish, Optional<String> key) {
    owners.takesRequests();
    long id = store.insert(wish, key);
    requests.find(id).completeOnTimeout(null, FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS).join();
    return id;
  }
}
