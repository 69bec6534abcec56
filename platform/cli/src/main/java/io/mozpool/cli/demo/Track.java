package io.mozpool.cli.demo;

import io.mozpool.client.LogLine;
import io.mozpool.client.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way of a board or of a request, as its log tells it. */
final class Track {

  /** As the state machines write their lines: {@code new -> start_self_test (timeout)}. */
  private static final Pattern TRANSITION = Pattern.compile("(\\w+(?: -> \\w+)+) \\(.*\\)");

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

  /** Goes on to where it stands now. Answers the steps since the last time. */
  List<Step> follow(Status status) {
    int known = steps.size();
    for (LogLine line : status.log()) {
      Matcher transition = TRANSITION.matcher(line.message());
      if (line.id() > newest && transition.matches()) {
        newest = line.id();
        add(line, transition.group(1).split(" -> "));
      }
    }
    state = status.state();
    return List.copyOf(steps.subList(known, steps.size()));
  }

  /** The first state of a line is the one that the line before led to. */
  private void add(LogLine line, String[] states) {
    for (int i = 1; i < states.length; i++) {
      steps.add(new Step(line.timestamp(), who, states[i]));
    }
  }
}
