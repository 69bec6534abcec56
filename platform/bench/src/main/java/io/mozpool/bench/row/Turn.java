package io.mozpool.bench.row;

import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Paced;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A row's load within a soak, for a while. */
interface Turn {

  /** Makes the load and waits for what comes of it. */
  Tally run(Pool pool, Database database, Duration time)
      throws IOException, BenchException, InterruptedException;

  /**
   * Clients in an open loop.
   *
   * @param state that the devices are put into before
   * @param says what the clients say in this turn
   */
  record OfClients(int clients, double perSecond, String state, Supplier<Script> says)
      implements Turn {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public Tally run(Pool pool, Database database, Duration time)
        throws IOException, BenchException, InterruptedException {
      States.put(database, state);
      Paced script = new Paced(says.get(), perSecond, clients, PATIENCE);
      Tally tally = Load.run(pool.address(), clients, script, time);
      if (script.givenUp() > 0) {
        tally.faults().put("not sent in time", script.givenUp());
      }
      return tally;
    }
  }
}
