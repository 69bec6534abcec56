package io.mozpool.bench.report;

import io.mozpool.bench.row.Measured;
import io.mozpool.bench.row.Result;
import io.mozpool.bench.row.Row;
import io.mozpool.bench.row.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report of two rows, one of which went wrong. */
final class Example {

  private Example() {}

  static Report report() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mozpool", "1.0.0");
    facts.put("machine", Map.of("cores", 2));
    Result events =
        new Result(
            row("events-16"),
            10_000,
            new Measured(
                3456.7,
                Map.of(),
                cores(),
                new LinkedHashMap<>(Map.of("p50_ms", 4.5, "p99_ms", 20.25))),
            8_000,
            0.5);
    Result watch =
        new Result(
            row("watch"),
            10_000,
            new Measured(0.25, Map.of("devices not ready", 3L), cores(), Map.of()),
            8_000,
            0.5);
    return new Report(facts, 55_292.4, List.of(events, watch), 0.95);
  }

  private static Row row(String name) {
    return Rows.all().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, Double> cores() {
    Map<String, Double> cores = new LinkedHashMap<>();
    cores.put("server", 1.0);
    cores.put("others", 0.125);
    return cores;
  }
}
