package io.mozpool.server.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: a JSON object, whatever its Content-Type says; no body counts as an empty
 * one.
 */
public final class JsonBody {

  private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();

  private final Map<String, JsonNode> values;
  private final Json json;

  private JsonBody(Map<String, JsonNode> values, Json json) {
    this.values = values;
    this.json = json;
  }

  /**
   * Reads a body.
   *
   * @throws ApiException 400 where it is no JSON object
   */
  public static JsonBody read(Json json, @Nullable String body) {
    String text = body == null ? "" : body;
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (!text.isBlank()) {
      JsonNode node =
          json.parse(text)
              .filter(JsonNode::isObject)
              .orElseThrow(
                  () ->
                      new ApiException(
                          HttpStatus.BAD_REQUEST, "body: expected a JSON object: " + text));
      node.entries().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    }
    return new JsonBody(values, json);
  }

  /** A text; empty where the key is missing. */
  public Optional<String> optionalText(String key) {
    JsonNode value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw ApiException.bad(key, json.text(value), "text");
    }
    return Optional.of(value.getStringValue());
  }

  /** A text; empty where the key is missing or null. */
  public Optional<String> textOrNull(String key) {
    return value(key).isEmpty() ? Optional.empty() : optionalText(key);
  }

  /** A note that people leave: a number becomes text, null clears it. */
  public Optional<String> note(String key) {
    JsonNode value = values.get(key);
    if (value == null) {
      throw missing(key, "text, or null for none");
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString() && !value.isNumber()) {
      throw ApiException.bad(key, json.text(value), "text, or null for none");
    }
    return Optional.of(value.coerceStringValue());
  }

  /** A text that must be there and not empty. */
  public String text(String key) {
    String text = optionalText(key).orElseThrow(() -> missing(key, "text"));
    if (text.isEmpty()) {
      throw ApiException.bad(key, "''", "text");
    }
    return text;
  }

  /** Whether a flag is set; one that is not there is not. */
  public boolean flag(String key) {
    return flag(key, false);
  }

  /** Whether a flag is set. */
  public boolean flag(String key, boolean otherwise) {
    JsonNode value = values.get(key);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw ApiException.bad(key, json.text(value), "true or false");
    }
    return value.getBooleanValue();
  }

  /** A positive number of seconds: a number, cut to a whole one, or a whole number as text. */
  public Duration seconds(String key) {
    JsonNode value = values.get(key);
    if (value == null) {
      throw missing(key, "a number of seconds");
    }
    double seconds;
    if (value.isNumber()) {
      seconds = Math.floor(value.getDoubleValue());
    } else if (value.isString() && value.getStringValue().trim().matches("-?[0-9]{1,12}")) {
      seconds = Long.parseLong(value.getStringValue().trim());
    } else {
      throw ApiException.bad(key, json.text(value), "a number of seconds");
    }
    if (!(seconds >= 1 && seconds <= LONGEST_SECONDS)) {
      throw ApiException.bad(key, json.text(value), "seconds from 1 to " + LONGEST_SECONDS);
    }
    return Duration.ofSeconds((long) seconds);
  }

  /** A list of texts that are not empty; no list counts as an empty one. */
  public List<String> texts(String key) {
    JsonNode value = values.get(key);
    if (value == null || value.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode each : value.values()) {
        if (each.isString() && !each.getStringValue().isEmpty()) {
          texts.add(each.getStringValue());
        }
      }
    }
    if (!value.isArray() || texts.size() != value.size()) {
      throw ApiException.bad(key, json.text(value), "a list of texts");
    }
    return texts;
  }

  /** A boot config: JSON in a text, or an object; answered as text. */
  public Optional<String> bootConfig(String key) {
    JsonNode value = values.get(key);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (value.isObject()) {
      return Optional.of(json.text(value));
    }
    if (!value.isString()) {
      throw ApiException.bad(key, json.text(value), "JSON as text, or an object");
    }
    return Optional.of(value.getStringValue());
  }

  /** Any value but null. */
  public Optional<JsonNode> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
  }

  /** What the database's column cannot hold is the client's mistake. */
  public static String within(String key, String text, int longest) {
    if (text.length() > longest) {
      throw ApiException.bad(
          key, text.length() + " characters", "at most " + longest + " characters");
    }
    return text;
  }

  /** The error for a key that must be there. */
  public static ApiException missing(String key, String expected) {
    return new ApiException(HttpStatus.BAD_REQUEST, key + ": missing, expected " + expected);
  }
}
