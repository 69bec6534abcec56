package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives scripted answers, one after the other, and the last one for ever. */
final class StandIn implements AutoCloseable {

  private record Answer(int status, String body, List<String> header) {}

  private static final int GONE = 0;

  private final HttpServer server;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile Answer last = new Answer(500, "nothing scripted", List.of());

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a server that is not there. */
  static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return url(socket.getLocalPort());
    }
  }

  StandIn then(int status, String body, String... header) {
    answers.add(new Answer(status, body, List.of(header)));
    return this;
  }

  /** Takes what comes and hangs up. */
  StandIn thenHangUp() {
    return then(GONE, "");
  }

  URI url() {
    return url(server.getAddress().getPort());
  }

  List<String> asked() {
    return asked;
  }

  /** The idempotency keys that came. */
  List<String> keys() {
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    keys.addAll(exchange.getRequestHeaders().getOrDefault("Idempotency-Key", List.of()));
    Answer next = answers.poll();
    last = next == null ? last : next;
    if (last.status != GONE) {
      byte[] bytes = last.body.getBytes(UTF_8);
      if (!last.header.isEmpty()) {
        exchange.getResponseHeaders().set(last.header.get(0), last.header.get(1));
      }
      exchange.sendResponseHeaders(last.status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
