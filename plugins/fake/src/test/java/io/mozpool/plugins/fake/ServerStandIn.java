package io.mozpool.plugins.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** MozPool's server as boards see it: notes events, hands out a boot config. */
public final class ServerStandIn implements AutoCloseable {

  /** An event that came, and where from. */
  public record Heard(String device, String event, String from) {}

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer http;
  private volatile String bootConfig = "{}";
  private volatile int status = 200;

  public ServerStandIn() throws IOException {
    this(0);
  }

  public ServerStandIn(int port) throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    http.setExecutor(threads);
    http.createContext("/api/device/", this::answer);
    http.createContext("/moved/", this::redirect);
    http.start();
  }

  public int port() {
    return http.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  void bootConfig(String text) {
    bootConfig = text;
  }

  void answerWith(int newStatus) {
    status = newStatus;
  }

  /** The next event. */
  Heard next() throws InterruptedException {
    Heard next = heard.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("expected an event, none came within 10 s");
    }
    return next;
  }

  String nextEvent() throws InterruptedException {
    return next().event();
  }

  /** The next event within half a second, which is minutes of a board's in tests; null if none. */
  Heard nextOrNothing() throws InterruptedException {
    return heard.poll(500, TimeUnit.MILLISECONDS);
  }

  boolean hearsNothing() throws InterruptedException {
    return nextOrNothing() == null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    if (path[4].equals("event")) {
      String from = exchange.getRemoteAddress().getAddress().getHostAddress();
      heard.add(new Heard(path[3], path[5], from));
    }
    byte[] body =
        (path[4].equals("bootconfig") ? bootConfig : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void redirect(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/moved".length());
    exchange.getResponseHeaders().set("Location", url() + path);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
