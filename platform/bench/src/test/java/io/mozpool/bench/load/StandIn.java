package io.mozpool.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A small server whose answers a test chooses, by the number of the request. */
final class StandIn implements AutoCloseable {

  @FunctionalInterface
  interface Handler {
    void answer(int number, HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  StandIn(Handler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            handler.answer(requests.incrementAndGet(), exchange);
          }
        });
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  int requests() {
    return requests.get();
  }

  /** Answers with a status and a body. */
  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
