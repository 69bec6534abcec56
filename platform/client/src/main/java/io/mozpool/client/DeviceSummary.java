package io.mozpool.client;

import java.io.IOException;
import java.util.Optional;

/**
 * A device as lists show it.
 *
 * @param image the image on it
 * @param request the number of the request that holds it
 */
public record DeviceSummary(
    String name, String state, Optional<String> image, Optional<Long> request) {

  static DeviceSummary read(JsonObject object) throws IOException {
    return new DeviceSummary(
        object.text("name"),
        object.text("state"),
        object.optionalText("image"),
        object.optionalNumber("request_id"));
  }
}
