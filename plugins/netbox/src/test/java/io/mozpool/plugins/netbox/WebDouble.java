package io.mozpool.plugins.netbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on the loopback interface that answers as it is told, and remembers who asked. */
final class WebDouble implements AutoCloseable {

  /** How much of a document is sent, and what happens then. */
  private enum Rest {
    WHOLE,
    CUT,
    HANGS
  }

  private record Answer(int status, String body, Rest rest) {}

  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  WebDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a path with its query; others are not found. */
  void answer(String path, String json) {
    answer(path, 200, json);
  }

  void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body, Rest.WHOLE));
  }

  /** Sends half of the document and closes the connection. */
  void cut(String path, String json) {
    answers.put(path, new Answer(200, json, Rest.CUT));
  }

  /** Sends half of the document and nothing more. */
  void hang(String path, String json) {
    answers.put(path, new Answer(200, json, Rest.HANGS));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("-")));
    Answer answer = answers.getOrDefault(path, new Answer(404, "not found", Rest.WHOLE));
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length);
      int sent = answer.rest() == Rest.WHOLE ? body.length : body.length / 2;
      exchange.getResponseBody().write(body, 0, sent);
      exchange.getResponseBody().flush();
      if (answer.rest() == Rest.HANGS) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
