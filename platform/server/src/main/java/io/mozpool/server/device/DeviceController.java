package io.mozpool.server.device;

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
import io.mozpool.server.web.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What devices there are and how they stand: reads only. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {

  @Serdeable
  record Status(String state, List<LogLine> log) {}

  private final DeviceReader devices;
  private final Logs logs;

  DeviceController(DeviceReader devices, Logs logs) {
    this.devices = devices;
    this.logs = logs;
  }

  @Get("/device/list")
  Map<String, List<?>> list(@Nullable @QueryValue String details) {
    return Map.of("devices", details == null ? devices.names() : devices.summaries());
  }

  @Get("/environment/list")
  Map<String, List<String>> environments() {
    return Map.of("environments", devices.environments());
  }

  @Get("/device/{device}")
  DeviceDetails device(String device) {
    return devices.details(device);
  }

  @Get("/device/{device}/status")
  Status status(String device) {
    Known known = devices.known(device);
    return new Status(known.state(), logs.of("device", known.id(), 0, Logs.RECENT));
  }

  @Get("/device/{device}/log")
  Map<String, List<LogLine>> log(
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

  @Get("/device/{device}/bootconfig")
  @Produces("application/json")
  String bootConfig(String device) {
    return devices.bootConfig(device);
  }
}
