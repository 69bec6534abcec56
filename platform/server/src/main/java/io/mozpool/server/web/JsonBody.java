package io.mozpool.server.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.json.Json;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.text.Texts;
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

  /** The longest name of a key of a boot config, in characters. */
  private static final int KEY = 255;

  /** Of columns that hold names, in characters. */
  private static final int NAME = 64;

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
   * @throws ApiException 400 where it is no JSON object, is nested too deeply, or holds a text that
   *     is not Unicode or a number that is not finite
   */
  public static JsonBody read(Json json, @Nullable String body) {
    String text = body == null ? "" : body;
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (!text.isBlank()) {
      requireShallow(json, "body", text);
      JsonNode node =
          json.parse(text)
              .filter(JsonNode::isObject)
              .orElseThrow(
                  () ->
                      new ApiException(
                          HttpStatus.BAD_REQUEST,
                          "body: expected a JSON object: " + Texts.quoted(text)));
      for (Map.Entry<String, JsonNode> entry : node.entries()) {
        requireStorable(json, entry.getKey(), entry.getValue());
        values.put(entry.getKey(), entry.getValue());
      }
    }
    return new JsonBody(values, json);
  }

  /**
   * Makes sure that there are no other keys.
   *
   * @throws ApiException 400 naming one
   */
  public void requireOnly(List<String> keys) {
    values.keySet().stream()
        .filter(key -> !keys.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw ApiException.bad("body", "the key " + key, "some of the keys " + keys);
            });
  }

  /** A text; empty where the key is missing. */
  public Optional<String> optionalText(String key, TextLimit limit) {
    return optionalText(key).map(text -> within(key, text, limit));
  }

  /** A short text, as the name of something; empty where the key is missing. */
  public Optional<String> optionalName(String key) {
    return optionalText(key).map(text -> within(key, text, NAME));
  }

  /** A short text, as the name of something; empty where the key is missing or null. */
  public Optional<String> nameOrNull(String key) {
    return value(key).isEmpty() ? Optional.empty() : optionalName(key);
  }

  /** A text of so many characters; empty where the key is missing or null. */
  public Optional<String> textOrNull(String key, int longest) {
    return value(key).isEmpty()
        ? Optional.empty()
        : optionalText(key).map(text -> within(key, text, longest));
  }

  /** A note that people leave: a number becomes text, null clears it. */
  public Optional<String> note(String key, TextLimit limit) {
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
    return Optional.of(within(key, value.coerceStringValue(), limit));
  }

  /** A text that must be there and not empty. */
  public String text(String key, TextLimit limit) {
    return within(key, text(key), limit);
  }

  /** The name of something, which must be there. */
  public String name(String key) {
    return within(key, text(key), NAME);
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
          texts.add(within(key, each.getStringValue(), KEY));
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
      return Optional.of(within(key, json.text(value), TextLimit.BOOT_CONFIG));
    }
    if (!value.isString()) {
      throw ApiException.bad(key, json.text(value), "JSON as text, or an object");
    }
    String text = within(key, value.getStringValue(), TextLimit.BOOT_CONFIG);
    requireShallow(json, key, text);
    json.parse(text).ifPresent(config -> requireStorable(json, key, config));
    return Optional.of(text);
  }

  /** A value of a boot config: any but null. */
  public Optional<JsonNode> bootConfigValue(String key) {
    Optional<JsonNode> value = value(key);
    value.ifPresent(node -> within(key, json.text(node), TextLimit.BOOT_CONFIG));
    return value;
  }

  /** Makes sure that a text is short enough to be stored. */
  public static String within(String key, String text, TextLimit limit) {
    limit
        .problem(key, text)
        .ifPresent(
            problem -> {
              throw new ApiException(HttpStatus.BAD_REQUEST, problem);
            });
    return text;
  }

  /**
   * Text that a database's column cannot hold is the client's mistake. The embedded one counts in
   * UTF-16, so that an emoji is two characters.
   */
  public static String within(String key, String text, int longest) {
    if (text.length() > longest) {
      throw ApiException.bad(
          key, text.length() + " characters", "at most " + longest + " characters");
    }
    return text;
  }

  /** Makes sure that a name from a path can be found by one, and is short enough. */
  public static String pathName(String key, String name) {
    if (!Texts.fitsPath(name)) {
      throw ApiException.bad(key, "'" + name + "'", "a name that a path can hold");
    }
    return within(key, name, NAME);
  }

  /** The error for a key that must be there. */
  public static ApiException missing(String key, String expected) {
    return new ApiException(HttpStatus.BAD_REQUEST, key + ": missing, expected " + expected);
  }

  private Optional<JsonNode> value(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNull());
  }

  private Optional<String> optionalText(String key) {
    JsonNode value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw ApiException.bad(key, json.text(value), "text");
    }
    return Optional.of(value.getStringValue());
  }

  private String text(String key) {
    String text = optionalText(key).orElseThrow(() -> missing(key, "text"));
    if (text.isEmpty()) {
      throw ApiException.bad(key, "''", "text");
    }
    return text;
  }

  private static void requireShallow(Json json, String key, String text) {
    if (json.isTooDeep(text)) {
      throw ApiException.bad(
          key, text, "JSON that is nested at most %d deep".formatted(Json.DEEPEST));
    }
  }

  private static void requireStorable(Json json, String key, JsonNode value) {
    if (!Texts.isUnicode(key)) {
      throw ApiException.bad("body", "the key " + key, "Unicode text");
    } else if (!json.isUnicode(value)) {
      throw ApiException.bad(Texts.quoted(key), text(json, value), "Unicode text");
    } else if (!json.isFinite(value)) {
      throw ApiException.bad(Texts.quoted(key), text(json, value), "numbers below 1.8e308");
    }
  }

  /** As written, or as it is: the writer has no halves of surrogate pairs. */
  private static String text(Json json, JsonNode value) {
    return value.isString() ? value.getStringValue() : json.text(value);
  }
}
