package io.mozpool.server.request;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.device.DeviceReader;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has had a device. */
@Controller("/api/device/{device}/requests")
@Tag(name = "Devices")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceRequestController {

  private static final long USUAL = 50;

  private final DeviceReader devices;
  private final RequestReader requests;

  DeviceRequestController(DeviceReader devices, RequestReader requests) {
    this.devices = devices;
    this.requests = requests;
  }

  /**
   * The requests that hold a device, or held it last.
   *
   * @param limit the newest so many; 50 unless told
   * @return the requests, newest first, as long as requests are kept
   */
  @Get("/")
  @Answers.BadRequest
  @Answers.NotFound
  Map<String, List<EarlierRequest>> requestsOfDevice(
      String device, @Nullable @QueryValue String limit) {
    devices.known(device);
    return Map.of(
        "requests",
        requests.ofDevice(device, limit == null ? USUAL : Numbers.orZero("limit", limit)));
  }
}
