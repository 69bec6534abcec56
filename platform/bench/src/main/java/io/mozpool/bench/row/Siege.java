package io.mozpool.bench.row;

import io.mozpool.bench.load.Crowd;
import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Paced;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import io.mozpool.bench.site.Vitals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A crowd at another address that sends or leaves unread what it likes, while boards send events.
 * The value is the p99 of the events meanwhile, in milliseconds.
 *
 * @param crowd how many
 * @param says what each of the crowd says, by the pool
 * @param reads whether they take their answers
 */
record Siege(int crowd, Function<Pool, byte[]> says, boolean reads) implements Measure {

  static final int BOARDS = 4;

  private static final double EVENTS_PER_SECOND = 20;
  private static final int SECONDS_TO_REST = 5;
  private static final int BODY = 120_000;
  private static final int SENT = 100_000;

  /** Bodies of which most is sent, and the rest never. */
  static Siege slowBodies() {
    return new Siege(620, Siege::slowBody, true);
  }

  /** Lists that nobody takes. */
  static Siege slowReaders() {
    return new Siege(200, pool -> get(pool, Steady.LIST), false);
  }

  /** Readers of the event stream. */
  static Siege manyListeners() {
    return new Siege(3_000, pool -> get(pool, "/api/events/"), true);
  }

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Tally before = events(pool, pace.warmUp());
    Vitals vitalsBefore = pool.vitals();
    Usage usage = pool.usage();
    Tally during;
    long cutOff;
    try (Crowd all = Crowd.of(pool.address(), crowd, says.apply(pool), reads)) {
      during = events(pool, pace.measured());
      cutOff = all.cutOff();
    }
    Map<String, Double> cores = pool.usage().coresSince(usage);
    TimeUnit.SECONDS.sleep(SECONDS_TO_REST);
    Tally after = events(pool, pace.warmUp());
    Measured measured = Measured.of(during, cores);
    measured.details().put("cut_off", cutOff);
    measured.details().put("before", vitalsBefore.toString());
    measured.details().put("after", pool.vitals().toString());
    measured
        .details()
        .put("p50_ms_before", Measured.milliseconds(before.latencies()).get("p50_ms"));
    measured.details().put("p50_ms_after", Measured.milliseconds(after.latencies()).get("p50_ms"));
    double p99 = during.latencies().percentile(99).toNanos() / 1e6;
    return new Measured(p99, measured.faults(), cores, measured.details());
  }

  private static Tally events(Pool pool, Duration time) throws IOException, InterruptedException {
    Paced paced =
        new Paced(RefusedEvents.script(pool), EVENTS_PER_SECOND, BOARDS, Duration.ofSeconds(5));
    return Load.run(pool.address(), BOARDS, paced, time);
  }

  private static byte[] get(Pool pool, String path) {
    return new Requests(pool.address()).get(path);
  }

  private static byte[] slowBody(Pool pool) {
    byte[] head =
        """
        POST /api/device/%s/set-comments/ HTTP/1.1\r
        Host: localhost\r
        Content-Length: %d\r
        \r
        {"comments": "
        """
            .formatted(pool.devices().get(0), BODY)
            .getBytes(StandardCharsets.UTF_8);
    byte[] said = Arrays.copyOf(head, head.length + SENT);
    Arrays.fill(said, head.length, said.length, (byte) 'x');
    return said;
  }
}
