package io.mozpool.server.stream;

import io.mozpool.server.change.Change;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads the changes of another server as they come. Its methods are called by one thread each. */
final class PeerLink implements Subscriber<String> {

  /** Hears of what a link reads, on the link's thread. */
  interface Listener {

    /** The server's changes go on after a mark. */
    void goesOn(long server, Mark mark);

    /** It has changed something. */
    void changed(long server, List<Change> changes);

    /** It does not answer any more, or it never did. */
    void away(PeerLink link);
  }

  private final ImagingServer server;
  private final Json json;
  private final Listener listener;
  private volatile @Nullable Subscription reading;
  private volatile boolean greeted;
  private volatile boolean closed;
  private volatile int silence;
  private String id = "";
  private String type = "";
  private String data = "";

  PeerLink(ImagingServer server, Json json, Listener listener) {
    this.server = server;
    this.json = json;
    this.listener = listener;
  }

  ImagingServer server() {
    return server;
  }

  /** Whether the server has said where its changes stand. */
  boolean greeted() {
    return greeted;
  }

  /** Counts how often one has asked since the server gave a sign of life. */
  int silence() {
    return silence++;
  }

  /**
   * Begins to read.
   *
   * @param last where to go on
   */
  void open(HttpClient http, Optional<Mark> last) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://" + server.fqdn() + "/api/events/?own=1"));
      last.ifPresent(
          mark ->
              request.header("Last-Event-ID", new Position(Map.of(server.id(), mark)).toString()));
      http.sendAsync(request.build(), this::body)
          .whenComplete((answer, failure) -> listener.away(this));
    } catch (IllegalArgumentException e) {
      listener.away(this); // its name is no host and port
    }
  }

  private HttpResponse.BodySubscriber<Void> body(HttpResponse.ResponseInfo answer) {
    return answer.statusCode() == 200
        ? BodyHandlers.fromLineSubscriber(this).apply(answer)
        : BodySubscribers.replacing(null);
  }

  /** Reads no more. */
  void close() {
    closed = true;
    Subscription open = reading;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    reading = subscription;
    if (closed) {
      subscription.cancel();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(String line) {
    silence = 0;
    if (line.startsWith("id: ")) {
      id = line.substring(4);
    } else if (line.startsWith("event: ")) {
      type = line.substring(7);
    } else if (line.startsWith("data: ")) {
      data = line.substring(6);
    } else if (line.isEmpty()) {
      dispatch();
      type = "";
      data = "";
    }
  }

  private void dispatch() {
    if (type.equals(PeerChanges.TYPE)) {
      listener.changed(server.id(), PeerChanges.read(json, data));
    } else if (!greeted || !type.isEmpty()) {
      Position.parse(id)
          .map(position -> position.marks().get(server.id()))
          .ifPresent(
              mark -> {
                greeted = true;
                listener.goesOn(server.id(), mark);
              });
    }
  }

  @Override
  public void onError(Throwable failure) {
    // The exchange ends, which its future tells.
  }

  @Override
  public void onComplete() {
    // The exchange ends, which its future tells.
  }
}
