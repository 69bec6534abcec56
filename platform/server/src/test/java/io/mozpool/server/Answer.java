package io.mozpool.server;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.json.Json;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server answered. */
public record Answer(HttpResponse<String> response, Json json) {

  public int status() {
    return response.statusCode();
  }

  public String body() {
    return response.body();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The text, number, truth, list or object at a path as {@code requests.0.id}. */
  public @Nullable Object at(String path) {
    JsonNode node = json.parse(body()).orElseThrow(() -> new AssertionError("no JSON: " + body()));
    for (String key : path.split("\\.")) {
      JsonNode next = node.isArray() ? node.get(Integer.parseInt(key)) : node.get(key);
      if (next == null) {
        throw new AssertionError("no " + path + " in " + body());
      }
      node = next;
    }
    return node.getValue();
  }

  public List<?> list(String path) {
    return at(path) instanceof List<?> list ? list : List.of();
  }

  public String text(String path) {
    return String.valueOf(at(path));
  }

  public long number(String path) {
    return Long.parseLong(text(path));
  }

  @Override
  public String toString() {
    return status() + " " + body();
  }
}
