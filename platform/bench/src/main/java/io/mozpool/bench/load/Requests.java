package io.mozpool.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;

/** Requests as bytes, made once and sent often. Connections are kept alive. */
public record Requests(InetSocketAddress server) {

  /** A GET of a path. */
  public byte[] get(String path) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host()).getBytes(UTF_8);
  }

  /** A POST of JSON to a path. */
  public byte[] post(String path, String json) {
    return ("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s")
        .formatted(path, host(), json.getBytes(UTF_8).length, json)
        .getBytes(UTF_8);
  }

  private String host() {
    return server.getHostString() + ":" + server.getPort();
  }
}
