package io.mozpool.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks the servers of a pool. Safe for use by several threads; each call blocks until the answer is
 * there.
 *
 * <p>Servers are asked in random order, the next one where one cannot be reached, and whoever
 * answers may send us on to the owner of a device or request. What does no harm when it arrives
 * twice is asked again, after pauses, where no server could be reached or the server was out of
 * order for the moment; what might do harm is asked again only where it surely has not arrived.
 *
 * <pre>{@code
 * var pool = new MozpoolClient(List.of(URI.create("http://one:8010"), URI.create("http://two:8010")));
 * var wish =
 *     new NewRequest(
 *         NewRequest.ANY, "me@example.com", Duration.ofHours(1), "android", NewRequest.ANY, Map.of());
 * int request = pool.request(wish).id();
 * try {
 *   pool.await(request, "ready", Duration.ofMinutes(20), change -> System.out.println(change));
 *   test(pool.details(request).assignedDevice().orElseThrow());
 * } finally {
 *   pool.giveBack(request);
 * }
 * }</pre>
 *
 * <p>Every method throws {@link NotFoundException} where what it is about is not there, {@link
 * ConflictException} where it cannot be done as things stand, another {@link MozpoolException}
 * where the server refuses for another reason, {@link UnreachableException} where no server
 * answers, and another IOException where something answers as no MozPool does.
 */
public final class MozpoolClient {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Http http;

  private MozpoolClient(Http http) {
    this.http = http;
  }

  /**
   * A client of one server.
   *
   * @param server as in {@code http://pool.example:8010}
   * @throws IllegalArgumentException for an address of another form
   */
  public MozpoolClient(URI server) {
    this(List.of(server));
  }

  /**
   * A client of several servers of one pool. It is patient for ten seconds.
   *
   * @throws IllegalArgumentException for no server, and for an address of another form than {@code
   *     http://pool.example:8010}
   */
  public MozpoolClient(Collection<URI> servers) {
    this(new Http(servers, PATIENCE));
  }

  /**
   * A client of the same servers.
   *
   * @param patience how long it asks again, from the start of a call, where none can answer; zero
   *     for not at all
   */
  public MozpoolClient patient(Duration patience) {
    return new MozpoolClient(http.patient(patience));
  }

  /**
   * Any route of the API.
   *
   * @param segments of the path below {@code /api/}, as in {@code at("device", "panda-1", "ping")}
   */
  public Route at(String... segments) {
    return Route.of(http, segments);
  }

  /** The server's version. */
  public String version() throws IOException {
    return at("version").get().text("version");
  }

  /** All devices of the pool. */
  public List<DeviceSummary> devices() throws IOException {
    return at("device", "list").with("details").get().list("devices", DeviceSummary::read);
  }

  /** How a device stands. */
  public Status deviceStatus(String device) throws IOException {
    return Status.read(at("device", device, "status").get());
  }

  /** Asks for a device; the request is under way when this returns. */
  public Request request(NewRequest wish) throws IOException {
    return Request.read(
        at("device", wish.device(), "request").postRepeatably(wish.body()).object("request"));
  }

  /** A request as its maker sees it. */
  public Request details(int request) throws IOException {
    return Request.read(at(request, "details").get());
  }

  /** How a request stands. */
  public Status status(int request) throws IOException {
    return Status.read(at(request, "status").get());
  }

  /**
   * Waits until a request is in a state.
   *
   * @param state {@code ready}, mostly
   * @param timeout how long to wait; the request goes on when it is over
   * @param listener hears of each state that the request comes into, those before this call, too
   * @throws RequestFailedException where the request has failed, is closed, or is not in the state
   *     in time
   */
  public void await(int request, String state, Duration timeout, Consumer<StateChange> listener)
      throws IOException, InterruptedException, RequestFailedException {
    new Wait(this, request, state, listener).run(timeout);
  }

  /**
   * Keeps the device for longer.
   *
   * @param duration from now; whole seconds
   */
  public void renew(int request, Duration duration) throws IOException {
    at(request, "renew").postRepeatably(JsonObject.of(Map.of("duration", duration.toSeconds())));
  }

  /** Gives a request's device back; the request is closed then. Does nothing to a closed one. */
  public void giveBack(int request) throws IOException {
    at(request, "return").postRepeatably(JsonObject.of(Map.of()));
  }

  private Route at(int request, String what) {
    return at("request", String.valueOf(request), what);
  }
}
