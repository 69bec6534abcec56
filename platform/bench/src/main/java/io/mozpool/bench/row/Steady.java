package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * GETs that go on and on.
 *
 * @param path what is asked of all devices in turn; {@code %s} stands for a name, if for anything
 */
record Steady(int clients, String path) implements Measure {

  static final String LIST = "/api/device/list/?details=1";
  static final String STATE = "/api/device/%s/state/";
  static final String CACHED_STATE = STATE + "?cache=1";

  @Override
  public Measured measure(Pool pool, Pace pace) throws IOException, InterruptedException {
    Script script = script(pool, path);
    Load.run(pool.address(), clients, script, pace.warmUp());
    Usage before = pool.usage();
    Tally tally = Load.run(pool.address(), clients, script, pace.measured());
    return Measured.of(tally, pool.usage().coresSince(before));
  }

  /** What clients say. */
  static Script script(Pool pool, String path) {
    Requests requests = new Requests(pool.address());
    Stream<String> names = path.contains("%s") ? pool.devices().stream() : Stream.of("");
    return Script.of(names.map(name -> requests.get(path.formatted(name))).toList(), "");
  }
}
