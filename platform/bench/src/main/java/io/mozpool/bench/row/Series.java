package io.mozpool.bench.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name, each taken again and again. */
final class Series {

  private record Figure(double slack, List<Double> samples) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /**
   * Adds a sample.
   *
   * @param slack by how much the figure may grow besides a fifth
   */
  void add(String name, double slack, double sample) {
    figures.computeIfAbsent(name, any -> new Figure(slack, new ArrayList<>())).samples.add(sample);
  }

  /** The figures that are not flat. */
  List<String> rising() {
    return figures.entrySet().stream()
        .filter(entry -> !Trend.of(entry.getValue().samples).isFlat(entry.getValue().slack))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Each figure earlier and later, as text. */
  Map<String, Object> trends() {
    Map<String, Object> trends = new LinkedHashMap<>();
    figures.forEach(
        (name, figure) -> {
          Trend trend = Trend.of(figure.samples);
          trends.put(
              name, String.format(Locale.ROOT, "%.1f -> %.1f", trend.earlier(), trend.later()));
        });
    return trends;
  }

  /** The last sample of each figure, as text. */
  String latest() {
    List<String> latest = new ArrayList<>();
    figures.forEach(
        (name, figure) ->
            latest.add(
                String.format(
                    Locale.ROOT, "%s %.1f", name, figure.samples.get(figure.samples.size() - 1))));
    return String.join(", ", latest);
  }
}
