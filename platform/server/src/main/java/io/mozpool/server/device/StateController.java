package io.mozpool.server.device;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.mozpool.server.device.StateCache.Cached;
import io.mozpool.server.web.Answers;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * In which state a device is. Monitoring asks this most often, and of all devices: what is cached
 * is answered by the thread that read the question.
 */
@Controller("/api/device/{device}/state")
@Tag(name = "Devices")
final class StateController {

  private static final String MAX_AGE = "public, max-age=" + StateCache.AGE.toSeconds();

  private final DeviceReader devices;
  private final StateCache cache;
  private final ExecutorService blocking;

  StateController(
      DeviceReader devices,
      StateCache cache,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.devices = devices;
    this.cache = cache;
    this.blocking = blocking;
  }

  /**
   * The state of a device.
   *
   * @return with `cache` what it was at most five seconds ago
   */
  @Get("/")
  @Answers.NotFound
  CompletableFuture<HttpResponse<Map<String, String>>> state(
      String device, @Nullable @QueryValue("cache") String cached) {
    Optional<Cached> known = cached == null ? Optional.empty() : cache.get(device);
    return known.isPresent()
        ? CompletableFuture.completedFuture(cached(known.get()))
        : CompletableFuture.supplyAsync(() -> read(device, cached != null), blocking);
  }

  private HttpResponse<Map<String, String>> read(String device, boolean keep) {
    String state = devices.known(device).state();
    return keep ? cached(cache.put(device, state)) : HttpResponse.ok(Map.of("state", state));
  }

  private static HttpResponse<Map<String, String>> cached(Cached cached) {
    return HttpResponse.ok(Map.of("state", cached.state()))
        .header("Cache-Control", MAX_AGE)
        .header(
            "Expires",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(cached.until().atOffset(ZoneOffset.UTC)));
  }
}
