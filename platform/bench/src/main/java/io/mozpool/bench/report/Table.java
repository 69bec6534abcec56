package io.mozpool.bench.report;

import io.mozpool.bench.row.Result;
import io.mozpool.bench.row.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
public final class Table {

  private static final String[] HEADINGS = {
    "row", "devices", "measured", "target", "of bare", "p50/p99 ms", "server+db+bench+others", ""
  };

  private Table() {}

  /** Renders it: the figures, what the rows are, and on what they were measured. */
  public static String text(Report report) {
    List<String> lines = new ArrayList<>(grid(report.results()));
    lines.add("");
    report.results().forEach(result -> explain(result, lines));
    lines.add("");
    if (report.similarity() > 0) {
      lines.add(
          "The slowest row of requests has %.0f %% of the fastest; at least %.0f %% are wanted."
              .formatted(100 * report.similarity(), 100 * Rows.similar()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "The generator itself gets %,.0f answers/s of a server that does nothing.",
            report.generator()));
    report.facts().forEach((name, value) -> lines.add(name + ": " + value));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> grid(List<Result> results) {
    List<String[]> cells = new ArrayList<>();
    cells.add(HEADINGS);
    results.forEach(result -> cells.add(cells(result)));
    int[] widths = new int[HEADINGS.length];
    for (String[] row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String[] cells(Result result) {
    Map<String, Object> details = result.measured().details();
    return new String[] {
      result.row().name(),
      number(result.devices()),
      result.row().target().text(result.measured().value()),
      result.row().target().toString(),
      result.ratio() == 0 ? "" : percent(result.ratio()),
      details.containsKey("p50_ms") ? details.get("p50_ms") + "/" + details.get("p99_ms") : "",
      result.measured().cores().values().stream()
          .map(cores -> String.format(Locale.ROOT, "%.2f", cores))
          .collect(Collectors.joining("+")),
      result.isReached() ? "reached" : "missed"
    };
  }

  private static void explain(Result result, List<String> lines) {
    lines.add(
        "%s: %s. %s."
            .formatted(result.row().name(), result.row().what(), result.row().generator()));
    if (result.bare() > 0) {
      lines.add(
          "  bare commits, %d clients: %s/s"
              .formatted(result.row().clients(), number(Math.round(result.bare()))));
    }
    result
        .measured()
        .faults()
        .forEach((fault, count) -> lines.add("  FAULT " + fault + ": " + count));
    if (!result.measured().details().isEmpty()) {
      lines.add("  " + result.measured().details());
    }
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - row[i].length());
      boolean left = i == 0 || i == widths.length - 1;
      line.append(left ? row[i] + padding : padding + row[i]).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String percent(double ratio) {
    return Math.round(100 * ratio) + " %";
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
