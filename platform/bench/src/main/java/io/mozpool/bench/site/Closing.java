package io.mozpool.bench.site;

import java.util.Deque;

/** Closes what is open, the last one first, each once whoever comes to it. */
final class Closing {

  private Closing() {}

  static void all(Deque<AutoCloseable> open) throws BenchException {
    String failure = "";
    for (AutoCloseable part = open.poll(); part != null; part = open.poll()) {
      try {
        part.close();
      } catch (Exception e) {
        failure = "cannot end %s: %s".formatted(part, e.getMessage());
      }
    }
    if (!failure.isEmpty()) {
      throw new BenchException(failure);
    }
  }
}
