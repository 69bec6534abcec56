package io.mozpool.plugins.pxe.tftp;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests that a limit has left without an answer, and warns of each limit at most once
 * a minute. Owned by the event loop.
 */
final class Overload {

  private final Clock clock;
  private final LongAdder unanswered;
  private final Map<String, SparingLog> logs = new HashMap<>();

  Overload(Clock clock, LongAdder unanswered) {
    this.clock = clock;
    this.unanswered = unanswered;
  }

  /**
   * Notes one more.
   *
   * @param setting the limit's name among the settings
   * @param what was left without an answer, for people
   */
  void note(String setting, int limit, Object what) {
    unanswered.increment();
    logs.computeIfAbsent(setting, name -> new SparingLog(clock))
        .warn(
            "no answer to %s: mozpool.plugins.settings.pxe.%s is %d"
                .formatted(what, setting, limit));
  }
}
