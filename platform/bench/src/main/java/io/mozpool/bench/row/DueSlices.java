package io.mozpool.bench.row;

import io.mozpool.bench.load.Latencies;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Every second some more devices become due by one UPDATE. What counts is the time until all of
 * them are handled: the server looks once a second for what others have made due.
 */
record DueSlices(double perSecond) implements Turn {

  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAUSE_MILLIS = 5;

  @Override
  public Tally run(Pool pool, Database database, Duration time)
      throws BenchException, InterruptedException {
    int devices = (int) (perSecond * APART.toSeconds());
    int slices = pool.devices().size() / devices;
    Latencies latencies = new Latencies();
    long started = System.nanoTime();
    long now = started;
    for (int i = 0; now - started < time.toNanos(); i++) {
      TimeUnit.NANOSECONDS.sleep(started + i * APART.toNanos() - now);
      int first = i % slices * devices + 1;
      long due = System.nanoTime();
      States.putDue(database, "self_test_running", first, first + devices - 1);
      awaitHandled(database, due);
      now = System.nanoTime();
      latencies.add(now - due);
    }
    return new Tally(
        (long) devices * latencies.count(),
        0,
        new TreeMap<>(),
        latencies,
        Duration.ofNanos(now - started));
  }

  private static void awaitHandled(Database database, long since)
      throws BenchException, InterruptedException {
    while (database.number("select count(*) from devices where state = 'self_test_running'") > 0) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new BenchException("timeouts are not handled within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }
}
