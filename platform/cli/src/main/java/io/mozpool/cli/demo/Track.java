package io.mozpool.cli.demo;

import io.mozpool.client.LogLine;
import io.mozpool.client.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The way of a board or of a request, as its log tells it. */
final class Track {

  private final String who;
  private final List<Step> steps = new ArrayList<>();
  private String state = "";
  private long newest;

  Track(String who) {
    this.who = who;
  }

  String who() {
    return who;
  }

  /** The state in which it was seen last; empty before that. */
  String state() {
    return state;
  }

  /** Its steps so far, in their order. */
  List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** Since when it is there, as far as that is known. */
  Optional<Instant> since() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1).at());
  }

  /**
   * Goes on to where it stands now. Answers the steps since the last time. A line that was stored
   * late has a later number than those behind it.
   */
  List<Step> follow(Status status) {
    int known = steps.size();
    long before = newest;
    for (LogLine line : status.log()) {
      if (line.id() > before) {
        newest = Math.max(newest, line.id());
        line.changes().forEach(change -> steps.add(new Step(change.at(), who, change.state())));
      }
    }
    state = status.state();
    return List.copyOf(steps.subList(known, steps.size()));
  }
}
