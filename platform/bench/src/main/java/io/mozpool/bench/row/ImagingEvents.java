package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;

/**
 * Events that each change a state and ask nothing of hardware: the three that a board sends while
 * the image b2g is put on it, from {@code pxe_booting} to {@code b2g_extracting}. Every device goes
 * through them once in a round; between rounds all are put back by SQL.
 */
record ImagingEvents(int clients) implements Measure {

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Tally warmUp = round(pool, pace);
    Usage before = pool.usage();
    Tally tally = round(pool, pace);
    for (int i = 1; i < pace.rounds(); i++) {
      tally = tally.plus(round(pool, pace));
    }
    Measured measured = Measured.of(tally, pool.usage().coresSince(before));
    new LogLines(pool).expect(warmUp.plus(tally), measured);
    return measured;
  }

  private Tally round(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    try (Database database = pool.connect()) {
      States.put(database, "pxe_booting");
    }
    return Load.run(
        pool.address(),
        clients,
        new Imaging(pool, pool.devices(), clients),
        pace.measured(),
        (long) pool.devices().size() * Imaging.EVENTS.size());
  }
}
