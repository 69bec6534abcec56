package io.mozpool.server.request;

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
import io.mozpool.server.database.Database;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.EventAnswer;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.ActsOnGet;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
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
  private final RequestReader reader;
  private final RequestStore store;
  private final Requests requests;
  private final Database database;
  private final Journal journal;
  private final Json json;

  RequestEventController(
      Owners owners,
      RequestReader reader,
      RequestStore store,
      Requests requests,
      Database database,
      Journal journal,
      Json json) {
    this.owners = owners;
    this.reader = reader;
    this.store = store;
    this.requests = requests;
    this.database = database;
    this.journal = journal;
    this.json = json;
  }

  /**
   * Asks for a device, or for `any`.
   *
   * <p>The keys that the image names as its boot config keys must be there, too. A repeated call
   * with the same Idempotency-Key gets the answer of the first.
   *
   * @return the request; with 409 where it is closed already
   */
  @Post("/device/{device}/request")
  @RequestBody(
      description =
          "In bytes of UTF-8 `assignee` has at most 255, `environment` 64, the boot config 16384; it"
              + " is nested at most 50 deep.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"assignee\": \"me@example.com\", \"duration\": 3600, \"image\": \"b2g\", \"environment\": \"any\", \"b2gbase\": \"http://builds.example/b2g/\", \"wait\": false}")))
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Conflict
  MutableHttpResponse<Map<String, RequestDetails>> newRequest(
      String device, @Header("Idempotency-Key") @Nullable String key, @Body @Nullable String body) {
    Optional<String> idempotencyKey =
        Optional.ofNullable(key).map(text -> JsonBody.within("Idempotency-Key", text, 255));
    OptionalLong earlier = idempotencyKey.map(store::withKey).orElse(OptionalLong.empty());
    long id = earlier.isPresent() ? earlier.getAsLong() : make(device, idempotencyKey, body);
    RequestDetails made = reader.details(id);
    return HttpResponse.status(made.state().equals("closed") ? HttpStatus.CONFLICT : HttpStatus.OK)
        .body(Map.of("request", made));
  }

  /** Lets a request live for so many seconds from now. */
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
  EventAnswer tellRequest(String request, String event) {
    return raise(request, event, null);
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
  EventAnswer postRequestEvent(String request, String event, @Body @Nullable String body) {
    return raise(request, event, body);
  }

  private EventAnswer raise(String request, String event, @Nullable String bytes) {
    long id = owners.request(Numbers.requestId(request));
    JsonBody.within("event", event, TextLimit.EVENT);
    Arguments arguments =
        JsonBody.read(json, bytes)
            .optionalName(RequestKind.RESULT)
            .map(result -> new Arguments(Map.of(RequestKind.RESULT, result)))
            .orElse(Arguments.NONE);
    return EventAnswer.of(requests.event(id, event, arguments).join());
  }

  private long make(String device, Optional<String> key, @Nullable String body) {
    NewRequest wish = NewRequest.read(device, JsonBody.read(json, body), reader, json);
    boolean known =
        device.equals(Wish.ANY)
            || database
                .first(row -> true, "select 1 from devices where name = ?", device)
                .isPresent();
    if (!known) {
      throw ApiException.unknown("device", device);
    }
    owners.takesRequests();
    long id = store.insert(wish, key);
    requests.find(id).completeOnTimeout(null, FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS).join();
    return id;
  }
}
