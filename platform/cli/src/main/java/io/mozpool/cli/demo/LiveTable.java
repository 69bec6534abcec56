package io.mozpool.cli.demo;

import io.mozpool.host.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table that is drawn over the one before: boards on the left, and on the right the request and
 * its steps. It fits on a terminal of 80 columns and 24 lines, however many boards there are.
 */
final class LiveTable implements Display {

  private static final int LINES = 20;
  private static final String UP = "\033[%dA\r";
  private static final String TO_END_OF_LINE = "\033[K";
  private static final String BOLD = "\033[1m%s\033[0m";

  private final PrintWriter out;
  private int drawn;

  LiveTable(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(View view) {
    List<String> left = left(view);
    List<String> right = right(view);
    int lines = Math.max(Math.max(left.size(), right.size()), drawn);
    if (drawn > 0) {
      out.print(UP.formatted(drawn));
    }
    for (int i = 0; i < lines; i++) {
      out.println(cell(left, i, 45) + "  " + cell(right, i, 33).stripTrailing() + TO_END_OF_LINE);
    }
    out.flush();
    drawn = lines;
  }

  private static List<String> left(View view) {
    List<Track> shown = new ArrayList<>(view.boards());
    view.ours().ifPresent(ours -> moveUp(shown, ours));
    List<Track> others = shown.subList(Math.min(shown.size(), LINES - 2), shown.size());
    String rest = others.isEmpty() ? "" : "and " + others.size() + ": " + States.of(others);
    others.clear();
    List<String> lines = new ArrayList<>();
    lines.add(seconds(view.seconds(view.now())) + "  boards");
    shown.forEach(board -> lines.add(line(view, board)));
    if (!rest.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }

  private static List<String> right(View view) {
    List<String> lines = new ArrayList<>();
    view.request()
        .ifPresent(
            request -> {
              lines.add(request.who() + ": " + request.state());
              view.ours().ifPresent(ours -> lines.add("has " + ours.who()));
              for (Step step : request.steps()) {
                lines.add(seconds(view.seconds(step.at())) + "  " + step.state());
              }
            });
    int surplus = Math.max(0, lines.size() - LINES);
    return surplus == 0 ? lines : lines.subList(surplus, lines.size());
  }

  private static String line(View view, Track board) {
    String since =
        board.since().map(at -> seconds(view.seconds(view.now()) - view.seconds(at))).orElse("");
    String mark = view.ours().filter(board::equals).isPresent() ? ">" : " ";
    return "%s %-12s %-22s %s".formatted(mark, board.who(), board.state(), since);
  }

  /** The board that matters is always seen. */
  private static void moveUp(List<Track> boards, Track ours) {
    if (boards.indexOf(ours) >= LINES - 2) {
      boards.remove(ours);
      boards.add(0, ours);
    }
  }

  private static String cell(List<String> column, int line, int width) {
    String text = line < column.size() ? Printable.line(column.get(line)) : "";
    String cut = text.length() > width ? text.substring(0, width) : text;
    String padded = cut + " ".repeat(width - cut.length());
    return text.startsWith(">") ? BOLD.formatted(padded) : padded;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%6.1fs", seconds);
  }
}
