package io.mozpool.client;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Moments as the API writes them: UTC, ISO 8601 without a zone letter. */
final class Moments {

  private Moments() {}

  static Instant utc(String text) throws IOException {
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IOException("expected a moment as in 2026-01-31T12:00:00, not '" + text + "'", e);
    }
  }
}
