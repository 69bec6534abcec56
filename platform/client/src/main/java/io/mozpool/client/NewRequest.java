package io.mozpool.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;

/**
 * What to ask for.
 *
 * @param device a device's name, or {@link #ANY}
 * @param assignee whom it is for, as in an email address
 * @param duration how long it is wanted, from now; whole seconds
 * @param environment an environment's name, or {@link #ANY}
 * @param bootConfig the keys that the image needs; others are ignored by the server
 */
public record NewRequest(
    String device,
    String assignee,
    Duration duration,
    String image,
    String environment,
    Map<String, String> bootConfig) {

  /** Stands for any device, and for any environment. */
  public static final String ANY = "any";

  public NewRequest {
    bootConfig = Map.copyOf(bootConfig);
  }

  String body() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> entry : bootConfig.entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeStringField("assignee", assignee);
      json.writeNumberField("duration", duration.toSeconds());
      json.writeStringField("image", image);
      json.writeStringField("environment", environment);
      json.writeEndObject();
    }
    return text.toString();
  }
}
