package io.mozpool.client;

import java.io.IOException;
import java.util.List;

/**
 * How a device or a request stands.
 *
 * @param log the newest 100 lines, oldest first
 */
public record Status(String state, List<LogLine> log) {

  public Status {
    log = List.copyOf(log);
  }

  static Status read(JsonObject object) throws IOException {
    return new Status(object.text("state"), object.list("log", LogLine::read));
  }
}
