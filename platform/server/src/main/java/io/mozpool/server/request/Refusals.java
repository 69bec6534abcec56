package io.mozpool.server.request;

import io.mozpool.time.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which devices cannot do what a request wants, for ten seconds: without it a request for an image
 * that no device takes would be given one device after the other, as fast as the matcher runs.
 */
final class Refusals {

  private static final long LASTING = Duration.ofSeconds(10).toNanos();

  private record Pair(long request, long device) {}

  private final Time time;
  private final Map<Pair, Long> until = new LinkedHashMap<>();

  Refusals(Time time) {
    this.time = time;
  }

  synchronized void add(long request, long device) {
    forget();
    until.put(new Pair(request, device), time.nanos() + LASTING);
  }

  synchronized boolean contains(long request, long device) {
    forget();
    return until.containsKey(new Pair(request, device));
  }

  /** The oldest come first. */
  private void forget() {
    Iterator<Long> ends = until.values().iterator();
    while (ends.hasNext() && ends.next() - time.nanos() < 0) {
      ends.remove();
    }
  }
}
