package io.mozpool.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to ask for.
 *
 * @param device a device's name, or {@link #ANY}
 * @param assignee whom it is for, as in an email address
 * @param duration how long it is wanted, from now; whole seconds
 * @param environment an environment's name, or {@link #ANY}
 * @param bootConfig the keys that the image needs; others are ignored by the server
 * @param waits whether a named device that is busy is waited for, until the request expires
 */
public record NewRequest(
    String device,
    String assignee,
    Duration duration,
    String image,
    String environment,
    Map<String, String> bootConfig,
    boolean waits) {

  /** Stands for any device, and for any environment. */
  public static final String ANY = "any";

  public NewRequest {
    bootConfig = Map.copyOf(bootConfig);
  }

  /** Asks for a device that is free now, or is soon. */
  public NewRequest(
      String device,
      String assignee,
      Duration duration,
      String image,
      String environment,
      Map<String, String> bootConfig) {
    this(device, assignee, duration, image, environment, bootConfig, false);
  }

  /** The same, which waits for a named device that is busy, until the request expires. */
  public NewRequest waiting() {
    return new NewRequest(device, assignee, duration, image, environment, bootConfig, true);
  }

  JsonObject body() {
    Map<String, Object> body = new LinkedHashMap<>(bootConfig);
    body.put("assignee", assignee);
    body.put("duration", duration.toSeconds());
    body.put("image", image);
    body.put("environment", environment);
    if (waits) {
      body.put("wait", true);
    }
    return JsonObject.of(body);
  }
}
