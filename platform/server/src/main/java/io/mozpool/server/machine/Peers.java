package io.mozpool.server.machine;

import io.micronaut.json.tree.JsonNode;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.cluster.Owners;
import io.mozpool.server.cluster.PeerCalls;
import io.mozpool.server.json.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Tells machines of other imaging servers of events, over HTTP as any client does. Futures fail
 * with IOException where the server does not answer, or not with 200.
 */
@Singleton
public final class Peers {

  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Owners owners;
  private final Leases leases;
  private final Json json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL) // to whoever has taken over
          .build();

  Peers(Owners owners, Leases leases, Json json) {
    this.owners = owners;
    this.leases = leases;
    this.json = json;
  }

  /**
   * Names why another server is asked.
   *
   * @param server the row of the imaging server in whose name this one asks
   * @param request what it is about
   */
  public record Cause(long server, long request) {}

  /**
   * Has a device forced into a state.
   *
   * @param server its imaging server's row
   * @param body what comes with it
   */
  public CompletableFuture<Outcome> forceDevice(
      long server, String device, String from, String to, Map<String, ?> body) {
    String path =
        "device/%s/state-change/%s/to/%s".formatted(encoded(device), encoded(from), encoded(to));
    return post(server, path, Map.of(), body)
        .thenApply(
            answer ->
                answer.statusCode() == CONFLICT
                    ? new Outcome(false, from, text(json(answer), "detail"))
                    : new Outcome(done(answer), to, ""));
  }

  /**
   * Tells a device.
   *
   * @param server its imaging server's row
   */
  public CompletableFuture<Outcome> tellDevice(
      Cause cause, long server, String device, String event, Map<String, String> arguments) {
    return tell(cause, server, "device/" + encoded(device), event, arguments);
  }

  /**
   * Tells the request that is the cause.
   *
   * @param server its imaging server's row
   */
  public CompletableFuture<Outcome> tellRequest(
      Cause cause, long server, String event, Map<String, String> arguments) {
    return tell(cause, server, "request/" + cause.request(), event, arguments);
  }

  /** Why a future of ours has failed, for people. */
  public static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private CompletableFuture<Outcome> tell(
      Cause cause, long server, String machine, String event, Map<String, String> arguments) {
    Optional<Lease> lease = leases.of(cause.server());
    if (lease.isEmpty()) {
      return CompletableFuture.failedFuture(
          new IOException("the lease is over: whoever has it asks"));
    }
    Map<String, String> headers = PeerCalls.headers(lease.get(), cause.request());
    return post(server, machine + "/event/" + event, headers, arguments).thenApply(this::outcome);
  }

  private CompletableFuture<HttpResponse<String>> post(
      long server, String path, Map<String, String> headers, Map<String, ?> body) {
    String fqdn = owners.answersFor(server);
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://%s/api/%s/".formatted(fqdn, path)))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.text(body)));
      headers.forEach(request::header);
      return http.sendAsync(request.build(), BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new IOException(fqdn + " is no host and port"));
    }
  }

  /** A server that says nothing of acceptance has accepted, as the reference always does. */
  private Outcome outcome(HttpResponse<String> answer) {
    boolean done = done(answer);
    JsonNode body = json(answer);
    JsonNode accepted = body.get("accepted");
    return new Outcome(
        accepted == null || !accepted.isBoolean() ? done : accepted.getBooleanValue(),
        text(body, "state"),
        text(body, "reason"));
  }

  /** Fails where the answer is another one than 200. */
  private static boolean done(HttpResponse<String> answer) {
    if (answer.statusCode() != OK) {
      throw new CompletionException(
          new IOException(
              "%s answers %d: %s"
                  .formatted(answer.uri().getAuthority(), answer.statusCode(), answer.body())));
    }
    return true;
  }

  private JsonNode json(HttpResponse<String> answer) {
    return json.parse(answer.body()).orElse(JsonNode.createObjectNode(Map.of()));
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(JsonNode body, String key) {
    JsonNode value = body.get(key);
    return value != null && value.isString() ? value.getStringValue() : "";
  }
}
