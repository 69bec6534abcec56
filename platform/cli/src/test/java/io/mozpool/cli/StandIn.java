package io.mozpool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives each question its scripted answers, in their order. */
final class StandIn implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Has a question answered.
   *
   * @param question as in {@code GET /api/version/}
   */
  StandIn on(String question, int status, String body) {
    answers
        .computeIfAbsent(question, key -> new ConcurrentLinkedQueue<>())
        .add(new Answer(status, body));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was asked: method, path and body. */
  List<String> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(body.isEmpty() ? question : question + " " + body);
    Queue<Answer> scripted = answers.getOrDefault(question, new ConcurrentLinkedQueue<>());
    Answer answer = scripted.size() > 1 ? scripted.poll() : scripted.peek();
    byte[] bytes = answer == null ? new byte[0] : answer.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(
        answer == null ? 418 : answer.status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
