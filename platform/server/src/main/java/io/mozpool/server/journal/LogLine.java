package io.mozpool.server.journal;

import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.text.TextLimit;

/**
 * A line of a log, as the API shows it.
 *
 * @param timestamp UTC, ISO 8601 without a zone letter, microseconds
 */
@Serdeable
public record LogLine(long id, String timestamp, String source, String message) {

  /** As short as new lines are. */
  LogLine cut() {
    return new LogLine(id, timestamp, source, TextLimit.LOG_MESSAGE.cut(message));
  }
}
