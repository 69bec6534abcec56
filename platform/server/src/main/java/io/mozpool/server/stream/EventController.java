package io.mozpool.server.stream;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.connection.Closing;
import io.mozpool.server.device.DeviceReader;
import io.mozpool.server.request.RequestReader;
import io.mozpool.server.stream.Wishes.LogOf;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.Numbers;
import io.netty.channel.Channel;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** What changes in the pool, as it happens. */
@Controller("/api/events")
@Tag(name = "Events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EventController {

  private static final List<String> TYPES = List.of("device", "request", "catalogue", "servers");

  private static final List<String> MACHINES = List.of("device", "request");

  private final EventStream stream;
  private final Listeners listeners;
  private final DeviceReader devices;
  private final RequestReader requests;

  EventController(
      EventStream stream, Listeners listeners, DeviceReader devices, RequestReader requests) {
    this.stream = stream;
    this.listeners = listeners;
    this.devices = devices;
    this.requests = requests;
  }

  /**
   * Tells of changes as they happen, as server-sent events.
   *
   * <p>`hello` comes first. `device` and `request` carry a row as the lists have it, `device_gone`
   * a name, `request_gone` a number; `catalogue` says that images, PXE configs, hardware types or
   * environments have changed, `servers` that imaging servers have; `resync` that something was
   * missed and all is to be read anew; `log_unknown` that there is no machine whose `log` is asked
   * for; `heartbeat` comes every 15 seconds, and says nothing but that the server is there. An id
   * says how far each server's changes have come; given back as Last-Event-ID, or as
   * `last_event_id`, the stream goes on from there.
   *
   * @param device only of these devices
   * @param request only of these requests
   * @param types only of these: `device`, `request`, `catalogue`, `servers`
   * @param log new lines of these logs, too: `device:NAME` or `request:ID`
   * @param own of another server: what this server has changed, by rows
   */
  @Get("/")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(type = "string", description = "server-sent events")))
  @Answers.BadRequest
  @Answers.NotFound
  @Answers.Overloaded
  HttpResponse<Publisher<byte[]>> events(
      @QueryValue @Nullable List<String> device,
      @QueryValue @Nullable List<String> request,
      @QueryValue @Nullable List<String> types,
      @QueryValue @Nullable List<String> log,
      @QueryValue @Nullable String own,
      @QueryValue("last_event_id") @Nullable String lastEventId,
      @Header("Last-Event-ID") @Nullable String lastEventIdOfHeader,
      HttpRequest<?> call) {
    Channel connection = Closing.connection(call);
    Optional<String> last =
        Optional.ofNullable(lastEventIdOfHeader).or(() -> Optional.ofNullable(lastEventId));
    Flux<byte[]> events =
        own != null
            ? stream.followOwn(last, connection)
            : stream.follow(
                wishes(subjects(device, request), types(all(types)), all(log)), last, connection);
    Runnable leave = listeners.admit(connection);
    return HttpResponse.<Publisher<byte[]>>ok(events.doFinally(end -> leave.run()))
        .header("Cache-Control", "no-store")
        .header("Content-Encoding", "identity") // what is compressed waits for more of it
        .header("X-Accel-Buffering", "no");
  }

  private static Set<String> subjects(
      @Nullable List<String> devices, @Nullable List<String> requests) {
    return Stream.concat(
            all(devices).stream().map(name -> "device:" + name),
            all(requests).stream().map(id -> "request:" + Numbers.requestId(id)))
        .collect(Collectors.toSet());
  }

  private static Set<String> types(List<String> lists) {
    Set<String> types = new LinkedHashSet<>();
    for (String list : lists) {
      for (String type : list.split(",")) {
        if (!TYPES.contains(type)) {
          throw ApiException.bad("types", "'" + type + "'", "some of " + TYPES);
        }
        types.add(type);
      }
    }
    return types;
  }

  /** A log of nobody costs its reader nothing else: pages share a stream. */
  private Wishes wishes(Set<String> subjects, Set<String> types, List<String> names) {
    Set<LogOf> logs = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    for (String name : names) {
      log(name).ifPresentOrElse(logs::add, () -> unknown.add(name));
    }
    return new Wishes(subjects, types, logs, unknown);
  }

  /** Empty where there is no such machine. */
  private Optional<LogOf> log(String name) {
    String[] parts = name.split(":", 2);
    if (parts.length != 2 || !MACHINES.contains(parts[0])) {
      throw ApiException.bad("log", "'" + name + "'", "device:NAME or request:ID");
    }
    try {
      long id = parts[0].equals("device") ? devices.known(parts[1]).id() : requestId(parts[1]);
      return Optional.of(new LogOf(parts[0], id, parts[1]));
    } catch (ApiException nobody) {
      return Optional.empty();
    }
  }

  private long requestId(String text) {
    long id = Numbers.requestId(text);
    requests.state(id);
    return id;
  }

  private static List<String> all(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
