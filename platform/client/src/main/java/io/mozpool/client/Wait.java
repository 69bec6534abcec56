package io.mozpool.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at a request until it is where it should be. */
final class Wait {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Set<String> ENDS = Set.of("closed", "expired");

  private final MozpoolClient client;
  private final int request;
  private final String wanted;
  private final Consumer<StateChange> listener;
  private long newest;

  Wait(MozpoolClient client, int request, String wanted, Consumer<StateChange> listener) {
    this.client = client;
    this.request = request;
    this.wanted = wanted;
    this.listener = listener;
  }

  void run(Duration timeout) throws IOException, InterruptedException, RequestFailedException {
    long end = System.nanoTime() + timeout.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!isThere(client.status(request), end)) {
      Thread.sleep(Math.max(1, Math.min(pause.toMillis(), millisTo(end))));
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private boolean isThere(Status status, long end) throws RequestFailedException {
    tell(status.log());
    String state = status.state();
    if (state.equals(wanted)) {
      return true;
    }
    if (state.startsWith("failed_") || ENDS.contains(state)) {
      throw failed(state, "and not " + wanted + lastLine(status.log()), true);
    }
    if (millisTo(end) <= 0) {
      throw failed(state, "and not yet " + wanted, false);
    }
    return false;
  }

  /** A line that was stored late has a later number than those behind it. */
  private void tell(List<LogLine> log) {
    long before = newest;
    for (LogLine line : log) {
      if (line.id() > before) {
        newest = Math.max(newest, line.id());
        line.changes().forEach(listener);
      }
    }
  }

  private RequestFailedException failed(String state, String why, boolean over) {
    return new RequestFailedException(
        "request %d is %s, %s".formatted(request, state, why), state, over);
  }

  private static String lastLine(List<LogLine> log) {
    return log.isEmpty() ? "" : ": " + log.get(log.size() - 1).message();
  }

  private static long millisTo(long end) {
    return Duration.ofNanos(end - System.nanoTime()).toMillis();
  }
}
