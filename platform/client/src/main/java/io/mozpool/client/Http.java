package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests to one server, and to those that it sends us on to. */
final class Http {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Set<Integer> ELSEWHERE = Set.of(302, 307);
  private static final int MOST_REDIRECTS = 3;

  private final URI server;

  Http(URI server) {
    this.server = server;
  }

  JsonObject get(String path) throws IOException {
    return exchange("GET", server.resolve(path), null);
  }

  JsonObject post(String path, String body) throws IOException {
    return exchange("POST", server.resolve(path), body);
  }

  private static JsonObject exchange(String method, URI first, @Nullable String body)
      throws IOException {
    URI uri = first;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpURLConnection connection = send(method, uri, body);
      if (!ELSEWHERE.contains(connection.getResponseCode())) {
        return answer(method + " " + uri, connection);
      }
      uri = uri.resolve(connection.getHeaderField("Location"));
    }
    throw new IOException("%s %s: sent on and on, at last to %s".formatted(method, first, uri));
  }

  private static HttpURLConnection send(String method, URI uri, @Nullable String body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) ANSWER.toMillis());
    connection.setInstanceFollowRedirects(false); // a POST would become a GET
    connection.setRequestMethod(method);
    try {
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(UTF_8));
        }
      }
      connection.getResponseCode();
      return connection;
    } catch (IOException e) {
      throw new IOException("%s %s: %s".formatted(method, uri, e.getMessage()), e);
    }
  }

  private static JsonObject answer(String what, HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status >= 400) {
      throw new MozpoolException(status, what, detail(text(connection.getErrorStream())));
    }
    return JsonObject.parse(what, text(connection.getInputStream()));
  }

  /** What a problem document (RFC 9457) says, or all of any other answer. */
  private static String detail(String body) {
    try {
      return JsonObject.parse("", body).text("detail");
    } catch (IOException e) {
      return body.isBlank() ? "no reason given" : body.strip();
    }
  }

  private static String text(@Nullable InputStream in) throws IOException {
    if (in == null) {
      return "";
    }
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
