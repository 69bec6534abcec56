package io.mozpool.bench.row;

import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import java.util.concurrent.TimeUnit;

/** The logs of a pool's devices: whether what was answered was stored. */
record LogLines(Pool pool) {

  private static final int PATIENCE_SECONDS = 10;

  /** Reports lines that are missing as faults. */
  void expect(Tally all, Measured measured) throws BenchException, InterruptedException {
    if (!pool.hasDatabase()) {
      return;
    }
    long expected = all.answers() + all.late();
    try (Database database = pool.connect()) {
      long lines = 0;
      for (int i = 0; i < 10 * PATIENCE_SECONDS && lines < expected; i++) {
        TimeUnit.MILLISECONDS.sleep(100); // lines that change no state are stored a moment later
        lines = database.number("select count(*) from device_logs");
      }
      measured.details().put("log_lines", lines);
      if (lines < expected) {
        measured.faults().put("lines missing in the logs", expected - lines);
      }
    }
  }
}
