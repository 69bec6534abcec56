package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Stock;
import java.io.IOException;

/**
 * A row of the table.
 *
 * @param name how it is selected
 * @param what is measured, a sentence
 * @param generator what makes the load
 * @param clients how many at a time; the bare rate that it is compared with is that of as many
 * @param stock what it is measured with
 * @param needsDatabase whether it cannot be measured through HTTP alone
 */
public record Row(
    String name,
    String what,
    String generator,
    int clients,
    Target target,
    Stock stock,
    boolean needsDatabase,
    Measure measure) {

  /** Measures it. */
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    return measure.measure(pool, pace);
  }
}
