package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** One call to one server, and to those that it sends us on to: the owners of what is asked for. */
final class Exchange {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Set<Integer> ELSEWHERE = Set.of(302, 307);
  private static final int MOST_REDIRECTS = 3;

  private final Call call;
  private URI uri;

  Exchange(Call call, URI server) {
    this.call = call;
    this.uri = server.resolve(call.path());
  }

  /**
   * Makes the call.
   *
   * @param content what is made of the answer
   * @throws UnreachableException where no answer came
   * @throws MozpoolException where the server refuses
   */
  <T> T run(Content<T> content) throws IOException {
    String first = what();
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpURLConnection connection = connect();
      int status = send(connection);
      String location = connection.getHeaderField("Location");
      if (!ELSEWHERE.contains(status) || location == null) {
        return answer(status, connection, content);
      }
      uri = uri.resolve(location);
    }
    throw new IOException("%s: sent on and on, at last to %s".formatted(first, uri));
  }

  private HttpURLConnection connect() throws IOException {
    if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException(what() + ": expected an address with http or https");
    }
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) call.patience().toMillis());
    connection.setInstanceFollowRedirects(false); // a POST would become a GET
    connection.setRequestMethod(call.method());
    call.key().ifPresent(key -> connection.setRequestProperty("Idempotency-Key", key));
    if (call.body() != null) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body().length); // else the JDK repeats it by itself
      connection.setRequestProperty("Content-Type", "application/json");
    }
    try {
      connection.connect();
      return connection;
    } catch (IOException e) {
      throw new UnreachableException(what(), e, false);
    }
  }

  private int send(HttpURLConnection connection) throws UnreachableException {
    try {
      if (connection.getDoOutput()) {
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body());
        }
      }
      return connection.getResponseCode();
    } catch (IOException e) {
      throw new UnreachableException(what(), e, true);
    }
  }

  private <T> T answer(int status, HttpURLConnection connection, Content<T> content)
      throws IOException {
    if (status >= 400) {
      InputStream reason = connection.getErrorStream();
      String detail = detail(reason == null ? "" : text(what(), reason));
      throw MozpoolException.of(status, what(), detail, connection.getHeaderField("Retry-After"));
    }
    try (InputStream in = connection.getInputStream()) {
      return content.read(what(), in);
    }
  }

  /** What an answer of JSON says. */
  static JsonObject json(String what, InputStream in) throws IOException {
    return JsonObject.parse(what, text(what, in));
  }

  private byte[] body() {
    return call.body() == null ? new byte[0] : call.body().toString().getBytes(UTF_8);
  }

  private String what() {
    return call.method() + " " + uri;
  }

  /** What a problem document (RFC 9457) says, or all of any other answer. */
  private static String detail(String body) {
    try {
      return JsonObject.parse("", body).text("detail");
    } catch (IOException e) {
      return body.isBlank() ? "no reason given" : body.strip();
    }
  }

  private static String text(String what, InputStream in) throws UnreachableException {
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UnreachableException(what, e, true);
    }
  }
}
