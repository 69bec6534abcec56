package io.mozpool.testkit;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on the loopback interface that answers as it is told, and remembers who asked.
 *
 * @since 1.0
 */
public final class WebPeer implements AutoCloseable {

  /** How much of a document is sent, and what happens then. */
  private enum Rest {
    WHOLE,
    CUT,
    HANGS
  }

  private record Answer(int status, String body, Rest rest, Map<String, String> headers) {

    Answer(int status, String body, Rest rest) {
      this(status, body, rest, Map.of());
    }
  }

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Queue<Answer>> firstAnswers = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Starts to serve, on a port of its own. */
  public WebPeer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is, without a slash at the end. */
  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The paths, with their queries, that it was asked for, in this order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** The Authorization headers of all questions; {@code -} where there was none. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** Answers a path with its query; others are not found. */
  public void answer(String path, String json) {
    answer(path, 200, json);
  }

  /** Answers a path with its query. */
  public void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body, Rest.WHOLE));
  }

  /**
   * Answers a path once more before it answers as it is told otherwise.
   *
   * @param headers of the answer
   * @since 2.0
   */
  public void answerOnce(String path, int status, Map<String, String> headers) {
    firstAnswers
        .computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>())
        .add(new Answer(status, "", Rest.WHOLE, Map.copyOf(headers)));
  }

  /** Sends half of the document and closes the connection. */
  public void cut(String path, String json) {
    answers.put(path, new Answer(200, json, Rest.CUT));
  }

  /** Sends half of the document and nothing more. */
  public void hang(String path, String json) {
    answers.put(path, new Answer(200, json, Rest.HANGS));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(path);
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of("-")));
    Answer first = firstAnswers.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
    Answer answer =
        first == null
            ? answers.getOrDefault(path, new Answer(404, "not found", Rest.WHOLE))
            : first;
    answer.headers().forEach(exchange.getResponseHeaders()::set);
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
