package io.mozpool.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What took how long.
 *
 * @param tested when the first board had passed its self-test
 * @param asked when the request was sent
 * @param returned when the device was given back
 * @param end how all stood when the request was closed
 */
record Account(Instant tested, Instant asked, Instant returned, View end) {

  private static final String ASSIGNED = "contact_lifeguard";
  private static final String READY = "ready";

  /** The table of it. */
  String report() {
    Track request = end.request().orElseThrow();
    Instant ready = last(request, READY);
    StringBuilder table = new StringBuilder("\nWhat took how long\n");
    line(table, "until a board was ready to be asked for", end.start(), tested);
    line(table, "until the request had a board", asked, last(request, ASSIGNED));
    end.ours().ifPresent(board -> boards(table, board, ready));
    line(table, "until the request was ready", asked, ready);
    line(table, "until the board was returned", returned, last(request, "closed"));
    line(table, "in all", end.start(), end.now());
    return table.toString();
  }

  /** The states in which the board spent time for the request. */
  private void boards(StringBuilder table, Track board, Instant ready) {
    List<Step> steps = board.steps();
    for (int i = 0; i + 1 < steps.size(); i++) {
      Instant from = steps.get(i).at();
      Instant to = steps.get(i + 1).at();
      if (from.isAfter(asked) && to.isAfter(from) && !to.isAfter(ready)) {
        line(table, "  " + board.who() + " " + steps.get(i).state(), from, to);
      }
    }
  }

  private static Instant last(Track track, String state) {
    return track.steps().stream()
        .filter(step -> step.state().equals(state))
        .map(Step::at)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static void line(StringBuilder table, String what, Instant from, Instant to) {
    double seconds = Duration.between(from, to).toNanos() / 1e9;
    table.append(String.format(Locale.ROOT, "  %-44s %8.3f s%n", what, seconds));
  }
}
