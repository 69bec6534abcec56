package io.mozpool.bench;

import io.mozpool.bench.load.Trivial;
import io.mozpool.bench.report.Machine;
import io.mozpool.bench.report.Report;
import io.mozpool.bench.row.BareCommits;
import io.mozpool.bench.row.Measured;
import io.mozpool.bench.row.Pace;
import io.mozpool.bench.row.Result;
import io.mozpool.bench.row.Row;
import io.mozpool.bench.row.Rows;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A run: row after row, each with a fresh pool, and the bare rate of commits before each. */
final class Bench {

  private static final int GENERATOR_CLIENTS = 16;

  private final Site site;
  private final Pace pace;
  private final PrintWriter progress;

  /**
   * @param progress is told what happens
   */
  Bench(Site site, Pace pace, PrintWriter progress) {
    this.site = site;
    this.pace = pace;
    this.progress = progress;
  }

  /** Measures the rows; whatever was started ends with this process, however it ends. */
  Report run(List<Row> rows) throws IOException, BenchException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mozpool", version());
    facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("quick", pace.equals(Pace.QUICK));
    facts.put("machine", Machine.facts());
    facts.put("database", site.start());
    tell("the generator, against a server that does nothing");
    double generator = Trivial.perSecond(GENERATOR_CLIENTS, pace.bare());
    List<Result> results = new ArrayList<>();
    for (Row row : rows) {
      String which = "%d/%d %s".formatted(results.size() + 1, rows.size(), row.name());
      results.add(measure(row, which));
    }
    return new Report(facts, generator, results, similarity(results));
  }

  private Result measure(Row row, String which)
      throws IOException, BenchException, InterruptedException {
    tell(which + ": a fresh pool of %,d devices".formatted(row.stock().devices()));
    double loadAverage = Machine.loadAverage();
    try (Pool pool = site.open(row.stock())) {
      double bare = 0;
      if (pool.hasDatabase()) {
        tell(which + ": bare commits");
        bare = BareCommits.perSecond(pool, row.clients(), pace.bare());
      }
      tell(which + ": " + row.generator());
      Measured measured = row.measure(pool, pace);
      tell(
          "%s: %s, target %s%s"
              .formatted(
                  which,
                  row.target().text(measured.value()),
                  row.target(),
                  measured.faults().isEmpty() ? "" : ", FAULTS " + measured.faults()));
      return new Result(row, pool.devices().size(), measured, bare, loadAverage);
    }
  }

  private static double similarity(List<Result> results) {
    double[] rates =
        results.stream()
            .filter(result -> Rows.isRequest(result.row()))
            .mapToDouble(result -> result.measured().value())
            .sorted()
            .toArray();
    return rates.length < 2 ? 0 : rates[0] / rates[rates.length - 1];
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Bench.class.getPackage().getImplementationVersion(), "development");
  }

  private void end() {
    try {
      site.close();
    } catch (BenchException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String what) {
    progress.println(what);
    progress.flush();
  }
}
