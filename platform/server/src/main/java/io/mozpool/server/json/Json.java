package io.mozpool.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.text.Texts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON values. */
@Singleton
public final class Json {

  /** The deepest nesting of a client's value; from about 64 on the mapper cannot write it again. */
  public static final int DEEPEST = 50;

  private static final JsonFactory TOKENS = new JsonFactory();
  private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

  private final JsonMapper mapper;

  public Json(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** The value that a text holds; empty where it is no JSON, or more than one value. */
  public Optional<JsonNode> parse(String text) {
    try {
      return holdsOneValue(text)
          ? Optional.ofNullable(
              mapper.readValue(text.getBytes(StandardCharsets.UTF_8), JsonNode.class))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a text begins with values nested deeper than a client's may be. */
  public boolean isTooDeep(String text) {
    try (JsonParser parser = TOKENS.createParser(text)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false; // no JSON from here on
    }
  }

  /** Whether all texts of a value, keys included, are Unicode. */
  public boolean isUnicode(JsonNode node) {
    if (node.isString()) {
      return Texts.isUnicode(node.getStringValue());
    } else if (node.isArray()) {
      return StreamSupport.stream(node.values().spliterator(), false).allMatch(this::isUnicode);
    } else if (node.isObject()) {
      return StreamSupport.stream(node.entries().spliterator(), false)
          .allMatch(entry -> Texts.isUnicode(entry.getKey()) && isUnicode(entry.getValue()));
    }
    return true;
  }

  /** Whether all numbers of a value are some that a double holds; others would become texts. */
  public boolean isFinite(JsonNode node) {
    if (node.isNumber()) {
      return Double.isFinite(node.getDoubleValue());
    } else if (node.isArray()) {
      return StreamSupport.stream(node.values().spliterator(), false).allMatch(this::isFinite);
    }
    return !node.isObject()
        || StreamSupport.stream(node.entries().spliterator(), false)
            .allMatch(entry -> isFinite(entry.getValue()));
  }

  /** The mapper reads the first value and does not look at what follows. */
  private static boolean holdsOneValue(String text) throws IOException {
    try (JsonParser parser = TOKENS.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    }
  }

  /** The texts of an array; none where there is no array. */
  public List<String> texts(@Nullable String array) {
    List<String> texts = new ArrayList<>();
    parse(array == null ? "" : array)
        .filter(JsonNode::isArray)
        .ifPresent(node -> node.values().forEach(each -> texts.add(each.getStringValue())));
    return texts;
  }

  /** A value as text, as short as it can be. */
  public String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** A value as UTF-8, as short as it can be. */
  public byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object as old clients know it: a blank after each colon and comma. */
  public String spaced(Map<String, JsonNode> object) {
    return object.entrySet().stream()
        .map(entry -> text((Object) entry.getKey()) + ": " + text((Object) entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * A flat object of texts; empty where there is none. Values that are no text are written as JSON.
   */
  public Map<String, String> map(@Nullable String text) {
    Map<String, String> map = new LinkedHashMap<>();
    if (text != null && !text.isBlank()) {
      parse(text)
          .filter(JsonNode::isObject)
          .ifPresent(object -> object.entries().forEach(e -> map.put(e.getKey(), text(e))));
    }
    return map;
  }

  /** Boot configs are compared as values. */
  public boolean sameBootConfig(@Nullable String one, @Nullable String other) {
    return bootConfig(one).equals(bootConfig(other));
  }

  /** A boot config as a value; what is no JSON, and none, is an empty object. */
  public JsonNode bootConfig(@Nullable String text) {
    return text == null || text.isBlank() ? NOTHING : parse(text).orElse(NOTHING);
  }

  private String text(Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    return value.isString() ? value.getStringValue() : text((Object) value);
  }
}
