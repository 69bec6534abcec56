package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A route of the API, for what has no method of its own in {@link MozpoolClient}:
 *
 * <pre>{@code
 * client.at("device", "panda-1", "log").with("limit", 10).get()
 * }</pre>
 *
 * Immutable. What its methods throw says {@link MozpoolClient}.
 */
public final class Route {

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Http http;
  private final String path;
  private final Duration patience;

  private Route(Http http, String path, Duration patience) {
    this.http = http;
    this.path = path;
    this.patience = patience;
  }

  /**
   * @param segments of the path, below {@code /api/}; they may hold any character
   */
  static Route of(Http http, String... segments) {
    String path =
        Arrays.stream(segments).map(Route::encoded).collect(Collectors.joining("/", "/api/", "/"));
    return new Route(http, path, ANSWER);
  }

  /** With a parameter in the query. */
  public Route with(String parameter, Object value) {
    return with(parameter + "=" + encoded(value.toString()));
  }

  /** With a parameter that counts by being there. */
  public Route with(String parameter) {
    return new Route(http, path + (path.contains("?") ? "&" : "?") + parameter, patience);
  }

  /**
   * With the condition that no request holds the device: where one does, a POST of an event is not
   * accepted, and any other throws {@link ConflictException}; both name the holder.
   */
  public Route unlessHeld() {
    return with("unless_held");
  }

  /** With another limit of how long the answer may take than half a minute. */
  public Route within(Duration patience) {
    return new Route(http, path, patience);
  }

  /** Reads. */
  public JsonObject get() throws IOException {
    return call("GET", null, Optional.empty());
  }

  /**
   * Reads what is no JSON into a file.
   *
   * @param file made, or replaced
   */
  public void download(Path file) throws IOException {
    http.send(
        new Call("GET", path, null, Optional.empty(), patience),
        (what, in) -> Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING));
  }

  /**
   * Reads a stream of events until it ends. Where nothing comes for as long as an answer may take,
   * it throws; a server says something every 15 seconds.
   */
  public void listen(StreamListener listener) throws IOException {
    http.send(
        new Call("GET", path, null, Optional.empty(), patience),
        (what, in) -> {
          new StreamReader(what, listener).read(in);
          return what;
        });
  }

  /** Creates or replaces. */
  public JsonObject put(JsonObject body) throws IOException {
    return call("PUT", body, Optional.empty());
  }

  /** Deletes. */
  public JsonObject delete() throws IOException {
    return call("DELETE", null, Optional.empty());
  }

  /** Has something done. It is not sent again where it may have arrived. */
  public JsonObject post(JsonObject body) throws IOException {
    return call("POST", body, Optional.empty());
  }

  /**
   * Has something done that does the same when it comes twice, as it carries an {@code
   * Idempotency-Key}, or as all requests of this kind do.
   */
  public JsonObject postRepeatably(JsonObject body) throws IOException {
    return call("POST", body, Optional.of(UUID.randomUUID().toString()));
  }

  private JsonObject call(String method, @Nullable JsonObject body, Optional<String> key)
      throws IOException {
    return http.send(new Call(method, path, body, key, patience), Exchange::json);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
