package io.mozpool.server.request;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.image.InstallerChecks;
import io.mozpool.server.json.Json;
import io.mozpool.server.request.RequestReader.RequestedImage;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for, checked.
 *
 * @param device a device's name, or {@code any}
 * @param image the image's row
 * @param bootConfig JSON
 * @param waits whether a named device that is busy is waited for
 */
record NewRequest(
    String device,
    String assignee,
    Duration duration,
    int image,
    String environment,
    String bootConfig,
    boolean waits) {

  /**
   * Reads one.
   *
   * @throws ApiException 400 naming the key, or 404 for an image that does not exist
   */
  static NewRequest read(
      String device, JsonBody body, RequestReader reader, InstallerChecks checks, Json json) {
    String assignee = body.text("assignee", TextLimit.ASSIGNEE);
    Duration duration = body.seconds("duration");
    String name = body.name("image");
    String environment = body.optionalText("environment", TextLimit.ENVIRONMENT).orElse(Wish.ANY);
    boolean waits = body.flag("wait");
    RequestedImage image = reader.image(name);
    List<String> keys = json.texts(image.bootConfigKeys());
    String config = bootConfig(image, keys, body, json);
    List<String> problems = checks.problems(image.installer(), keys, config);
    if (!problems.isEmpty()) {
      throw new ApiException(HttpStatus.BAD_REQUEST, String.join("; ", problems));
    }
    return new NewRequest(device, assignee, duration, image.id(), environment, config, waits);
  }

  private static String bootConfig(
      RequestedImage image, List<String> keys, JsonBody body, Json json) {
    Map<String, JsonNode> config = new LinkedHashMap<>();
    for (String key : keys) {
      config.put(key, body.bootConfigValue(key).orElseThrow(() -> missing(key, image)));
    }
    return JsonBody.within("boot config", json.spaced(config), TextLimit.BOOT_CONFIG);
  }

  private static ApiException missing(String key, RequestedImage image) {
    return new ApiException(
        HttpStatus.BAD_REQUEST,
        "%s: missing, expected a value, as image '%s' needs it".formatted(key, image.name()));
  }
}
