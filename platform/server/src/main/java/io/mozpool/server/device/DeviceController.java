package io.mozpool.server.device;

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
import io.mozpool.server.machine.Rounds;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.Load;
import io.mozpool.server.web.Numbers;
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

  private final DeviceReader devices;
  private final Logs logs;
  private final Load load;
  private final Json json;
  private final Rounds<byte[]> names;
  private final Rounds<byte[]> summaries;

  DeviceController(DeviceReader devices, Logs logs, Load load, Json json, Workers workers) {
    this.devices = devices;
    this.logs = logs;
    this.load = load;
    this.json = json;
    this.names = new Rounds<>(workers, () -> list(devices.names()));
    this.summaries = new Rounds<>(workers, () -> list(devices.summaries()));
  }

  /**
   * Lists all devices.
   *
   * @return their names, alphabetical; with `details` all about them, by id
   */
  @Get("/device/list")
  @Produces(MediaType.APPLICATION_JSON)
  CompletableFuture<byte[]> devices(@Nullable @QueryValue String details) {
    return load.counted((details == null ? names : summaries)::next);
  }

  private CompletableFuture<byte[]> list(List<?> all) {
    return CompletableFuture.completedFuture(json.bytes(Map.of("devices", all)));
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
  Map<String, List<LogLine>> deviceLog(
      String device, @Nullable @QueryValue String timeperiod, @Nullable @QueryValue String limit) {
    long id = devices.known(device).id();
    return Map.of(
        "log",
        logs.of(
            "device",
            id,
            Numbers.orZero("timeperiod", timeperiod),
            Numbers.orZero("limit", limit)));
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
