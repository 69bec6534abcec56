package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.util.List;

/** Events that no state listens to: each leaves a line in its device's log, and nothing else. */
record RefusedEvents(int clients) implements Measure {

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Script script = script(pool);
    Tally warmUp = Load.run(pool.address(), clients, script, pace.warmUp());
    Usage before = pool.usage();
    Tally tally = Load.run(pool.address(), clients, script, pace.measured());
    Measured measured = Measured.of(tally, pool.usage().coresSince(before));
    new LogLines(pool).expect(warmUp.plus(tally), measured);
    return measured;
  }

  /** What clients say. */
  static Script script(Pool pool) {
    Requests requests = new Requests(pool.address());
    List<byte[]> posts =
        pool.devices().stream()
            .map(name -> requests.post("/api/device/" + name + "/event/nosuchevent/", "{}"))
            .toList();
    return Script.of(posts, "\"accepted\":false");
  }
}
