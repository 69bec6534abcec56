package io.mozpool.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a question or of an answer, with its keys in their order. Keys that nobody asks
 * for may hold anything. Immutable.
 *
 * <p>Its values are texts, numbers, booleans, nulls, lists and {@code JsonObject}s.
 */
public final class JsonObject {

  /** Makes a value of an object. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonObject object) throws IOException;
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String source;
  private final Map<String, @Nullable Object> values;

  private JsonObject(String source, Map<String, ? extends @Nullable Object> values) {
    this.source = source;
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** An object of these values; maps count as objects. */
  public static JsonObject of(Map<String, ? extends @Nullable Object> values) {
    return new JsonObject("", values);
  }

  /**
   * Reads an object; no text at all, and null, count as an empty one.
   *
   * @param source where it comes from, for messages
   * @throws IOException where it is none, quoting it
   */
  public static JsonObject parse(String source, String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null || first == JsonToken.VALUE_NULL) {
        return new JsonObject(source, Map.of());
      }
      if (first == JsonToken.START_OBJECT) {
        JsonObject object = new JsonObject(source, object(parser));
        if (parser.nextToken() == null) {
          return object;
        }
      }
    } catch (IOException e) {
      throw new IOException(source + ": expected a JSON object, not '" + text + "'", e);
    }
    throw new IOException(source + ": expected a JSON object, not '" + text + "'");
  }

  /** A copy in which one key has another value. */
  public JsonObject with(String key, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
    copy.put(key, value);
    return new JsonObject(source, copy);
  }

  /** A copy that has not this key. */
  public JsonObject without(String key) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
    copy.remove(key);
    return new JsonObject(source, copy);
  }

  /** The keys, in their order. */
  public Set<String> keys() {
    return values.keySet();
  }

  /** Whatever a key holds; null also where there is no such key. */
  public @Nullable Object get(String key) {
    return values.get(key);
  }

  /**
   * The text of a key.
   *
   * @throws IOException where it holds none, naming the key; so do the other methods
   */
  public String text(String key) throws IOException {
    return optionalText(key).orElseThrow(() -> unexpected(key, "a text"));
  }

  /** Empty also for null and for the empty text. */
  public Optional<String> optionalText(String key) {
    return values.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The whole number of a key. */
  public long number(String key) throws IOException {
    return optionalNumber(key).orElseThrow(() -> unexpected(key, "a number"));
  }

  /** Empty also for null. */
  public Optional<Long> optionalNumber(String key) {
    return values.get(key) instanceof Number number
        ? Optional.of(number.longValue())
        : Optional.empty();
  }

  /** Whether a key holds true. */
  public boolean isTrue(String key) {
    return Boolean.TRUE.equals(values.get(key));
  }

  /** The object below a key. */
  public JsonObject object(String key) throws IOException {
    if (values.get(key) instanceof JsonObject object) {
      return object;
    }
    throw unexpected(key, "an object");
  }

  /** The objects in the list of a key. */
  public List<JsonObject> list(String key) throws IOException {
    return list(key, object -> object);
  }

  /** The texts in the list of a key. */
  public List<String> texts(String key) throws IOException {
    if (!(values.get(key) instanceof List<?> items)) {
      throw unexpected(key, "a list");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof String text)) {
        throw unexpected(key, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  <T> List<T> list(String key, Reader<T> reader) throws IOException {
    if (!(values.get(key) instanceof List<?> items)) {
      throw unexpected(key, "a list");
    }
    List<T> read = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof JsonObject object)) {
        throw unexpected(key, "a list of objects");
      }
      read.add(reader.read(object));
    }
    return read;
  }

  /** The object as JSON. */
  @Override
  public String toString() {
    return JsonText.of(values);
  }

  private IOException unexpected(String key, String expected) {
    return new IOException(
        "%s: expected %s as '%s', not '%s'".formatted(source, expected, key, values.get(key)));
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, value(key, parser));
    }
    return values;
  }

  private static @Nullable Object value(String key, JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> new JsonObject(key, object(parser));
      case START_ARRAY -> list(key, parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValueExact();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static List<@Nullable Object> list(String key, JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(key, parser));
    }
    return items;
  }
}
