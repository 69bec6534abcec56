package io.mozpool.lifecycle;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints a table for people: Markdown with a diagram. */
final class LifecyclePage {

  /** An event that more states than this answer alike is explained once. */
  private static final int FEW = 3;

  private final Lifecycle<?, ?, ?> lifecycle;
  private final Map<String, String> common = new LinkedHashMap<>();

  LifecyclePage(Lifecycle<?, ?, ?> lifecycle) {
    this.lifecycle = lifecycle;
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (Row<?, ?, ?> row : lifecycle.rows()) {
      row.events()
          .forEach(
              (event, steps) -> {
                if (seen.merge(event + text(steps, ", "), 1, Integer::sum) > FEW) {
                  common.put(event, text(steps, ", "));
                }
              });
    }
  }

  /** The events that many states answer alike, and how. */
  String commonEvents() {
    return common.entrySet().stream()
        .map(event -> "- `%s`: %s\n".formatted(event.getKey(), event.getValue()))
        .collect(joining());
  }

  String table() {
    return "| state | on entry | timeout | when time is up | events |\n"
        + "| --- | --- | --- | --- | --- |\n"
        + lifecycle.rows().stream().map(this::line).collect(joining());
  }

  String diagram() {
    return "```mermaid\nstateDiagram-v2\n"
        + arrows().entrySet().stream()
            .map(
                arrow ->
                    "  %s : %s\n".formatted(arrow.getKey(), String.join(" / ", arrow.getValue())))
            .collect(joining())
        + "```\n";
  }

  private String line(Row<?, ?, ?> row) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            row.state().wireName(),
            text(row.entry(), "; "),
            row.timeout().map(LifecyclePage::seconds).orElse("-"),
            text(row.onTimeout(), "; "),
            events(row));
  }

  private String events(Row<?, ?, ?> row) {
    List<String> lines = new ArrayList<>();
    List<String> known = new ArrayList<>();
    row.events()
        .forEach(
            (event, steps) -> {
              boolean fails = !steps.isEmpty() && steps.equals(row.onTimeout());
              String text = fails ? "as when time is up" : text(steps, ", ");
              if (text.equals(common.get(event))) {
                known.add("`" + event + "`");
              } else {
                lines.add("`%s`: %s".formatted(event, text));
              }
            });
    if (!known.isEmpty()) {
      lines.add(String.join(", ", known));
    }
    if (!row.leaving().isEmpty()) {
      lines.add("any that leaves: " + text(row.leaving(), ", "));
    }
    return String.join("<br>", lines);
  }

  private Map<String, Set<String>> arrows() {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    for (Edge edge : Edge.of(lifecycle)) {
      String from = common.containsKey(edge.cause()) ? "[*]" : edge.from();
      String arrow = from + " --> " + edge.to();
      arrows.computeIfAbsent(arrow, any -> new LinkedHashSet<>()).add(label(edge));
    }
    return arrows;
  }

  private static String label(Edge edge) {
    List<String> words = new ArrayList<>(edge.conditions());
    if (!edge.cause().equals(Edge.ENTRY)) {
      words.add(0, edge.cause());
    }
    return words.isEmpty() ? "at once" : String.join(", ", words).replace("`", "");
  }

  private static String text(List<? extends Step<?, ?, ?>> steps, String separator) {
    return steps.stream().map(LifecyclePage::text).collect(joining(separator));
  }

  private static String text(Step<?, ?, ?> step) {
    if (step instanceof Step.Afresh<?, ?, ?> afresh) {
      return "clear all counters"
          + afresh.except().stream()
              .map(name -> "`" + name + "`")
              .collect(joining(", ", " but ", ""))
              .replaceFirst(" but $", "");
    } else if (step instanceof Step.Clear<?, ?, ?> clear) {
      return "clear `%s`".formatted(clear.counter());
    } else if (step instanceof Step.Count<?, ?, ?> count) {
      String text = "count `%s`".formatted(count.counter());
      return count.beyond().isEmpty()
          ? text
          : "%s (more than %d: %s)".formatted(text, count.tolerated(), text(count.beyond(), ", "));
    } else if (step instanceof Step.Write<?, ?, ?> write) {
      return words(write.write());
    } else if (step instanceof Step.Ask<?, ?, ?> ask) {
      return "**%s**".formatted(words(ask.effect()));
    } else if (step instanceof Step.WaitAtMost<?, ?, ?> wait) {
      return "wait at most " + seconds(wait.limit());
    } else if (step instanceof Step.TimeOutIn<?, ?, ?> sooner) {
      return "time is up in " + seconds(sooner.pause());
    } else if (step instanceof Step.When<?, ?, ?> when) {
      return "if %s (%s)".formatted(when.condition().text(), text(when.then(), ", "));
    } else if (step instanceof Step.Go<?, ?, ?> go) {
      return "to `%s`".formatted(go.target().wireName());
    }
    throw new IllegalArgumentException("a step that the page has no words for: " + step);
  }

  private static String words(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
