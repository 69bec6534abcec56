package io.mozpool.client;

import java.io.IOException;
import java.time.Instant;

/**
 * A line of a log.
 *
 * @param id grows from line to line
 * @param source which part of the server wrote it
 */
public record LogLine(long id, Instant timestamp, String source, String message) {

  static LogLine read(JsonObject object) throws IOException {
    return new LogLine(
        object.number("id"),
        Moments.utc(object.text("timestamp")),
        object.text("source"),
        object.text("message"));
  }
}
