package io.mozpool.cli.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mozpool.client.JsonObject;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Answers HTTP for a server that waits for its database: alive, not ready, and for that reason. It
 * is there as long as that takes and no longer, and opens its port when it first has to.
 */
final class WaitingRoom implements AutoCloseable {

  private static final int THREADS = 8;
  private static final String RETRY_SECONDS = "5";

  static {
    System.setProperty("sun.net.httpserver.maxReqTime", "10"); // seconds; none would be for ever
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
  }

  private final HttpServer http;
  private final ExecutorService threads;
  private volatile String reason;

  private WaitingRoom(HttpServer http, String reason) {
    this.http = http;
    this.reason = reason;
    this.threads = Threads.ofProcess().pool(Role.BACKGROUND, "waiting-room", THREADS);
  }

  /** Opens one at once. */
  static WaitingRoom open(InetSocketAddress address, String reason) {
    try {
      WaitingRoom room = new WaitingRoom(HttpServer.create(address, 0), reason);
      room.http.setExecutor(room.threads);
      room.http.createContext("/", room::answer);
      room.http.start();
      return room;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives another reason from now on. */
  void because(String other) {
    reason = other;
  }

  int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/health/liveness")) {
        send(exchange, 200, "application/json", Map.of("status", "UP"));
      } else if (path.startsWith("/health")) {
        send(exchange, 503, "application/json", health());
      } else {
        exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
        send(exchange, 503, "application/problem+json", problem());
      }
    }
  }

  private Map<String, Object> health() {
    Map<String, Object> readiness =
        Map.of("status", "DOWN", "details", JsonObject.of(Map.of("obstacle", reason)));
    return Map.of(
        "status", "DOWN", "details", JsonObject.of(Map.of("readiness", JsonObject.of(readiness))));
  }

  private Map<String, Object> problem() {
    return Map.of(
        "title", "Service Unavailable", "status", 503, "detail", "the server starts: " + reason);
  }

  private static void send(HttpExchange exchange, int status, String type, Map<String, Object> body)
      throws IOException {
    byte[] bytes = JsonObject.of(body).toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
