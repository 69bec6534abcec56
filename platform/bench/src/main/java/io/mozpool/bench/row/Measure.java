package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import java.io.IOException;

/** A way to measure a pool that was opened for it. */
@FunctionalInterface
interface Measure {

  /**
   * Measures.
   *
   * @throws IOException where the server does not play along
   */
  Measured measure(Pool pool, Pace pace) throws IOException, BenchException, InterruptedException;
}
