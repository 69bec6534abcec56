package io.mozpool.server.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the stream: how far each server's changes have come, as the id of an event has it.
 *
 * @param marks by the row of the imaging server
 */
record Position(Map<Long, Mark> marks) {

  private static final Pattern MARK =
      Pattern.compile("([0-9]{1,18})\\.([0-9a-z]{1,20})\\.([0-9]{1,18})");

  /** What an id says; empty where it is none of ours. */
  static Optional<Position> parse(String id) {
    Map<Long, Mark> marks = new LinkedHashMap<>();
    for (String each : id.split(",", -1)) {
      Matcher mark = MARK.matcher(each);
      if (!mark.matches()) {
        return Optional.empty();
      }
      marks.put(
          Long.parseLong(mark.group(1)), new Mark(mark.group(2), Long.parseLong(mark.group(3))));
    }
    return Optional.of(new Position(marks));
  }

  @Override
  public String toString() {
    return marks.entrySet().stream()
        .map(each -> each.getKey() + "." + each.getValue().run() + "." + each.getValue().number())
        .collect(Collectors.joining(","));
  }
}
