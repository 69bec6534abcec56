package io.mozpool.cli.remote;

import io.mozpool.client.JsonObject;
import io.mozpool.host.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Objects as aligned text, with moments as people read them. */
public final class Table {

  private static final String GAP = "  ";

  private Table() {}

  /** A row of one line for each object and a column for each key, below the keys' names. */
  public static String of(List<JsonObject> objects, String... keys) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(Arrays.stream(keys).map(Table::heading).toList());
    for (JsonObject object : objects) {
      rows.add(Arrays.stream(keys).map(key -> Printable.line(cell(object, key))).toList());
    }
    return aligned(rows);
  }

  /** A line for each key of an object; keys of objects in it have that one's before them. */
  public static String details(JsonObject object) {
    return aligned(lines("", object));
  }

  private static List<List<String>> lines(String prefix, JsonObject object) {
    List<List<String>> lines = new ArrayList<>();
    for (String key : object.keys()) {
      Object value = object.get(key);
      if (value instanceof JsonObject inner) {
        lines.addAll(lines(prefix + key + ".", inner));
      } else {
        String text = Printable.text(cell(value));
        String age = Moments.isMoment(key, value) ? "Z, " + Moments.fromNow(text) : "";
        lines.add(List.of(Printable.line(prefix + key), text + age));
      }
    }
    return lines;
  }

  private static String heading(String key) {
    return key.toUpperCase(Locale.ROOT).replace('_', ' ');
  }

  /** Lists have ages; the lines of a log are too close together for them. */
  private static String cell(JsonObject object, String key) {
    String text = cell(object.get(key));
    if (!Moments.isMoment(key, object.get(key))) {
      return text;
    }
    return key.equals("timestamp") ? Moments.zoned(text) : Moments.fromNow(text);
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof List<?> items) {
      return items.isEmpty()
          ? "-"
          : items.stream().map(Table::cell).collect(Collectors.joining(", "));
    }
    if (value instanceof JsonObject object) {
      return object.keys().stream()
          .map(key -> cell(object.get(key)))
          .collect(Collectors.joining(" / "));
    }
    return value == null || value.equals("") ? "-" : value.toString().stripTrailing();
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.isEmpty() ? 0 : rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i).replace("\n", "\n" + " ".repeat(line.length())));
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
      }
    }
    return line.toString().stripTrailing() + "\n";
  }
}
