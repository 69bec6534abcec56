package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * GETs that go on and on.
 *
 * @param path what is asked of all devices in turn; {@code %s} stands for a name, if for anything
 */
record Steady(int clients, String path) implements Measure {

  @Override
  public Measured measure(Pool pool, Pace pace) throws IOException, InterruptedException {
    Script script = Script.of(requests(pool), "");
    Load.run(pool.address(), clients, script, pace.warmUp());
    Usage before = pool.usage();
    Tally tally = Load.run(pool.address(), clients, script, pace.measured());
    return Measured.of(tally, pool.usage().coresSince(before));
  }

  private List<byte[]> requests(Pool pool) {
    Requests requests = new Requests(pool.address());
    Stream<String> names = path.contains("%s") ? pool.devices().stream() : Stream.of("");
    return names.map(name -> requests.get(path.formatted(name))).toList();
  }
}
