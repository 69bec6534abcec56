package io.mozpool.client;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A request.
 *
 * @param requestedDevice a device's name, or {@code any}
 * @param assignedDevice the device that it got
 * @param bootConfig JSON
 * @param url where it is found, at the server that owns it
 */
public record Request(
    int id,
    String requestedDevice,
    Optional<String> assignedDevice,
    String assignee,
    Instant expires,
    String environment,
    String image,
    String bootConfig,
    URI url) {

  static Request read(JsonObject object) throws IOException {
    return new Request(
        Math.toIntExact(object.number("id")),
        object.text("requested_device"),
        object.optionalText("assigned_device"),
        object.text("assignee"),
        Moments.utc(object.text("expires")),
        object.text("environment"),
        object.text("image"),
        object.optionalText("boot_config").orElse(""),
        URI.create(object.text("url")));
  }
}
