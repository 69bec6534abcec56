package io.mozpool.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object of an answer. Keys that nobody asks for may hold anything. */
final class JsonObject {

  /** Makes a value of an object. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonObject object) throws IOException;
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String source;
  private final Map<String, @Nullable Object> values;

  private JsonObject(String source, Map<String, @Nullable Object> values) {
    this.source = source;
    this.values = values;
  }

  /**
   * Reads an object; no text at all counts as an empty one.
   *
   * @param source where it comes from, for messages
   */
  static JsonObject parse(String source, String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return new JsonObject(source, Map.of());
      }
      if (first == JsonToken.START_OBJECT) {
        return new JsonObject(source, object(parser));
      }
    } catch (IOException e) {
      throw new IOException(source + ": expected a JSON object, not '" + text + "'", e);
    }
    throw new IOException(source + ": expected a JSON object, not '" + text + "'");
  }

  String text(String key) throws IOException {
    return optionalText(key).orElseThrow(() -> unexpected(key, "a text"));
  }

  /** Empty also for null and for the empty text. */
  Optional<String> optionalText(String key) {
    return values.get(key) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  long number(String key) throws IOException {
    return optionalNumber(key).orElseThrow(() -> unexpected(key, "a number"));
  }

  Optional<Long> optionalNumber(String key) {
    return values.get(key) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  JsonObject object(String key) throws IOException {
    if (values.get(key) instanceof JsonObject object) {
      return object;
    }
    throw unexpected(key, "an object");
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
      case VALUE_NUMBER_INT -> parser.getLongValue();
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
