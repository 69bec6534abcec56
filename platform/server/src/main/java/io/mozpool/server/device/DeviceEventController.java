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
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to devices: events, and states that a person forces. */
@Controller("/api/device/{device}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class DeviceEventController {

  private final Owners owners;
  private final Devices devices;
  private final Json json;

  DeviceEventController(Owners owners, Devices devices, Json json) {
    this.owners = owners;
    this.devices = devices;
    this.json = json;
  }

  @Get(uri = "/event/{event}", headRoute = false)
  EventAnswer tell(String device, String event) {
    return raise(device, event, null);
  }

  @Post("/event/{event}")
  EventAnswer post(String device, String event, @Body @Nullable String body) {
    return raise(device, event, body);
  }

  @Post("/state-change/{from}/to/{to}")
  Map<String, String> force(String device, String from, String to, @Body @Nullable String body) {
    long id = owners.device(device);
    JsonBody.read(json, body);
    Set<String> states = devices.lifecycle().states();
    if (!states.contains(to)) {
      throw ApiException.bad("to", "'" + to + "'", "one of " + String.join(", ", states));
    }
    Outcome outcome = devices.force(id, from, to).join();
    if (!outcome.accepted()) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "device '%s' is in state %s, not %s".formatted(device, outcome.state(), from));
    }
    return Map.of();
  }

  private EventAnswer raise(String device, String event, @Nullable String body) {
    long id = owners.device(device);
    return EventAnswer.of(devices.event(id, event, arguments(event, body)).join());
  }

  private Arguments arguments(String event, @Nullable String bytes) {
    JsonBody body = JsonBody.read(json, bytes);
    if (!event.equals("please_image")) {
      return Arguments.NONE;
    }
    return new Arguments(
        Map.of(
            "image",
            body.text("image"),
            "boot_config",
            body.bootConfig("boot_config")
                .orElseThrow(() -> JsonBody.missing("boot_config", "JSON as text"))));
  }
}
