package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;

/**
 * Asks a server of the pool. Safe for use by several threads; each call blocks until the answer is
 * there, half a minute at most.
 *
 * <p>Every method throws {@link MozpoolException} where the server refuses, and another IOException
 * where it cannot be reached or answers something else than a MozPool does.
 */
public final class MozpoolClient {

  private final Http http;

  /**
   * @param server as in {@code http://pool.example:8010}
   */
  public MozpoolClient(URI server) {
    this.http = new Http(server);
  }

  /** The server's version. */
  public String version() throws IOException {
    return http.get("/api/version/").text("version");
  }

  /** All devices of the pool. */
  public List<DeviceSummary> devices() throws IOException {
    return http.get("/api/device/list/?details").list("devices", DeviceSummary::read);
  }

  /** How a device stands. */
  public Status deviceStatus(String device) throws IOException {
    return Status.read(http.get("/api/device/" + encoded(device) + "/status/"));
  }

  /** Asks for a device; the request is under way when this returns. */
  public Request request(NewRequest wish) throws IOException {
    String path = "/api/device/" + encoded(wish.device()) + "/request/";
    return Request.read(http.post(path, wish.body()).object("request"));
  }

  /** A request as its maker sees it. */
  public Request details(int request) throws IOException {
    return Request.read(http.get(path(request, "details")));
  }

  /** How a request stands. */
  public Status status(int request) throws IOException {
    return Status.read(http.get(path(request, "status")));
  }

  /** Gives a request's device back; the request is closed then. */
  public void giveBack(int request) throws IOException {
    http.post(path(request, "return"), "");
  }

  private static String path(int request, String what) {
    return "/api/request/" + request + "/" + what + "/";
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
