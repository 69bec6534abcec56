package io.mozpool.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * A way from one row to another.
 *
 * @param cause the event, {@code timeout}, or {@code entry} for a row that is passed
 * @param conditions what must hold on the way, from the outside in
 * @param counted whether a counter is passed, so that the way cannot be gone for ever
 */
public record Edge(String from, String to, String cause, List<String> conditions, boolean counted) {

  public static final String ENTRY = "entry";
  public static final String TIMEOUT = "timeout";

  /** All ways that the rows have. */
  public static List<Edge> of(Lifecycle<?, ?, ?> lifecycle) {
    List<Edge> edges = new ArrayList<>();
    lifecycle.rows().forEach(row -> new Search(row.state().wireName(), edges).row(row));
    return edges;
  }

  private record Search(String from, List<Edge> edges) {

    void row(Row<?, ?, ?> row) {
      steps(row.entry(), ENTRY, List.of(), false);
      if (row.goesOn()) {
        return;
      }
      boolean counted = row.entry().stream().anyMatch(step -> step instanceof Step.Count);
      steps(row.onTimeout(), TIMEOUT, List.of(), counted);
      row.events().forEach((event, steps) -> steps(steps, event, List.of(), counted));
    }

    private void steps(
        List<? extends Step<?, ?, ?>> steps,
        String cause,
        List<String> conditions,
        boolean countedBefore) {
      boolean counted = countedBefore;
      for (Step<?, ?, ?> step : steps) {
        if (step instanceof Step.Count<?, ?, ?> count) {
          counted = true;
          String beyond = "more than %d `%s`".formatted(count.tolerated(), count.counter());
          steps(count.beyond(), cause, and(conditions, beyond), true);
        } else if (step instanceof Step.When<?, ?, ?> when) {
          steps(when.then(), cause, and(conditions, when.condition().text()), counted);
        } else if (step instanceof Step.Go<?, ?, ?> go) {
          edges.add(new Edge(from, go.target().wireName(), cause, conditions, counted));
        }
      }
    }

    private static List<String> and(List<String> conditions, String condition) {
      List<String> all = new ArrayList<>(conditions);
      all.add(condition);
      return all;
    }
  }
}
