package io.mozpool.server.stream;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A script that listens to the stream. */
public final class Listener implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An event as it came; parts that did not come are empty. */
  public record Event(String id, String type, String data) {}

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::read);
  private String lastId = "";

  private Listener(HttpResponse<InputStream> response) {
    this.response = response;
    thread.start();
  }

  /**
   * Connects.
   *
   * @param query with the question mark, or empty
   * @param headers names and values
   */
  public static Listener on(int port, String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/events/" + query));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Listener(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<?> response() {
    return response;
  }

  /** The id to go on from. */
  String lastId() {
    return lastId;
  }

  /** The next event, whatever it is. */
  public Event next() {
    try {
      Event event = events.poll(20, SECONDS);
      if (event == null) {
        throw new AssertionError("no event");
      }
      lastId = event.id().isEmpty() ? lastId : event.id();
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next event, if it has come. */
  Optional<Event> poll() {
    return Optional.ofNullable(events.poll());
  }

  /** The next event of a type whose data contain all of this; others are passed over. */
  public Event next(String type, String... contained) {
    List<Event> others = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Event event;
      try {
        event = next();
      } catch (AssertionError e) {
        throw new AssertionError(
            "no " + type + " with " + Arrays.asList(contained) + " but " + others);
      }
      if (event.type().equals(type) && Arrays.stream(contained).allMatch(event.data()::contains)) {
        return event;
      }
      others.add(event);
    }
    throw new AssertionError("too many others than " + type + ": " + others);
  }

  /** Whether the server has ended the stream. */
  boolean isOver() {
    return !thread.isAlive();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      String type = "";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          events.add(new Event(id, type, data));
          id = "";
          type = "";
          data = "";
        }
      }
    } catch (IOException e) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }
}
