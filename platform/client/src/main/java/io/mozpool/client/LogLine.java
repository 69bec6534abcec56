package io.mozpool.client;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log.
 *
 * @param id grows from line to line
 * @param source which part of the server wrote it
 */
public record LogLine(long id, Instant timestamp, String source, String message) {

  /** As the state machines write their lines: {@code new -> start_self_test (timeout)}. */
  private static final Pattern TRANSITION = Pattern.compile("(\\w+(?: -> \\w+)+) \\(.*\\)");

  static LogLine read(JsonObject object) throws IOException {
    return new LogLine(
        object.number("id"),
        Moments.utc(object.text("timestamp")),
        object.text("source"),
        object.text("message"));
  }

  /** The states that this line tells of; none where it is no line of a state machine. */
  public List<StateChange> changes() {
    Matcher transition = TRANSITION.matcher(message);
    return transition.matches()
        ? Arrays.stream(transition.group(1).split(" -> "))
            .skip(1) // the line before led to it
            .map(state -> new StateChange(timestamp, state))
            .toList()
        : List.of();
  }
}
