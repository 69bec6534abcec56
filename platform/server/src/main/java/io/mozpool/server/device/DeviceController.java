package io.mozpool.server.device;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.device.DeviceReader.Known;
import io.mozpool.server.journal.LogLine;
import io.mozpool.server.journal.Logs;
import io.mozpool.server.json.Json;
import io.mozpool.server.listing.ListAnswer;
import io.mozpool.server.listing.ListRow;
import io.mozpool.server.listing.LogLists;
import io.mozpool.server.listing.PagedList;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.Load;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What devices there are and how they stand: reads only. */
@Controller("/api")
@Tag(name = "Devices")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

  @Serdeable
  record Status(String state, List<LogLine> log) {}

  /** The list with details, for the description of the API. */
  record DeviceList(List<DeviceSummary> devices) {}

  private static final ListAnswer ANSWER = new ListAnswer("devices");

  private final DeviceReader devices;
  private final Logs logs;
  private final LogLists logLists;
  private final Load load;
  private final PagedList<String> names;
  private final PagedList<Long> summaries;

  DeviceController(
      DeviceReader devices, Logs logs, LogLists logLists, Load load, Json json, Workers workers) {
    this.devices = devices;
    this.logs = logs;
    this.logLists = logLists;
    this.load = load;
    this.names =
        new PagedList<>(
            workers,
            1,
            (name, count) ->
                devices.namesBehind(name, count).stream()
                    .map(next -> new ListRow<>(next, json.bytes(next)))
                    .toList());
    this.summaries =
        new PagedList<>(
            workers,
            1,
            (id, count) ->
                devices.summariesBehind(id, count).stream()
                    .map(next -> new ListRow<>((long) next.id(), json.bytes(next)))
                    .toList());
  }

  /**
   * Lists all devices.
   *
   * @return their names, alphabetical; with `details` all about them, by id
   */
  @Get("/device/list")
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      description = "Their names, alphabetical; with `details` all about them, by id",
      content = @Content(schema = @Schema(implementation = DeviceList.class)))
  CompletableFuture<HttpResponse<byte[]>> devices(@Nullable @QueryValue String details) {
    return load.counted(() -> details == null ? ANSWER.of(names, "") : ANSWER.of(summaries, 0L));
  }

  /**
   * Lists the environments that devices are for.
   *
   * @return their names
   */
  @Get("/environment/list")
  Map<String, List<String>> environments() {
    return Map.of("environments", devices.environments());
  }

  /**
   * All about a device.
   *
   * @return what lists show, and its hardware type, addresses, counters, and since and until when
   *     it is in its state
   */
  @Get("/device/{device}")
  @Answers.NotFound
  DeviceDetails device(String device) {
    return devices.details(device);
  }

  /**
   * The state of a device and what happened last.
   *
   * @return the newest 100 lines of its log, oldest first
   */
  @Get("/device/{device}/status")
  @Answers.NotFound
  Status deviceStatus(String device) {
    Known known = devices.known(device);
    return new Status(known.state(), logs.recent("device", known.id()));
  }

  /**
   * The log of a device.
   *
   * @return its lines, oldest first: those of the last `timeperiod` seconds, of these the newest
   *     `limit`; 0 for all; new lines have at most 4096 bytes of UTF-8
   */
  @Get("/device/{device}/log")
  @Answers.BadRequest
  @Answers.NotFound
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      description =
          "Its lines, oldest first: those of the last `timeperiod` seconds, of these the newest"
              + " `limit`; 0 for all; new lines have at most 4096 bytes of UTF-8",
      content = @Content(schema = @Schema(implementation = LogLists.LogAnswer.class)))
  CompletableFuture<HttpResponse<byte[]>> deviceLog(
      String device, @Nullable @QueryValue String timeperiod, @Nullable @QueryValue String limit) {
    long id = devices.known(device).id();
    return logLists.of(
        "device", id, Numbers.orZero("timeperiod", timeperiod), Numbers.orZero("limit", limit));
  }

  /**
   * The boot config of a device's next image, for the scripts that install it.
   *
   * @return an empty object where there is none
   */
  @Get("/device/{device}/bootconfig")
  @Answers.NotFound
  @Produces("application/json")
  String bootConfig(String device) {
    return devices.bootConfig(device);
  }
}
