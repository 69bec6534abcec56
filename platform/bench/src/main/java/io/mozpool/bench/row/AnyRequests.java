package io.mozpool.bench.row;

import io.mozpool.bench.load.Answer;
import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests for any device, while there is a free one for each: as soon as a client has its answer
 * and LifeGuard is about to image the device, {@link Returns} gives it back. An answer without a
 * device is a lost race.
 *
 * @param free how many devices nobody has at first
 */
record AnyRequests(int clients, int free) implements Measure {

  static final String LOST = "lost races";

  static final String BODY =
      "{\"assignee\": \"bench\", \"duration\": 3600, \"image\": \"b2g\","
          + " \"b2gbase\": \"http://example.com/b2g/1\"}";

  private record WhileThereAre(Lending lending, byte[] request) implements Script {

    @Override
    public byte @Nullable [] next(int client) {
      return lending.take() ? request : null;
    }

    @Override
    public Optional<String> fault(int client, Answer answer) {
      lending.answered(answer);
      return answer.text().contains("\"assigned_device\":\"\"")
          ? Optional.of(LOST)
          : answer.fault("\"assigned_device\":");
    }
  }

  /** What clients say. */
  static Script script(Pool pool, Lending lending) {
    return new WhileThereAre(
        lending, new Requests(pool.address()).post("/api/device/any/request/", BODY));
  }

  @Override
  public Measured measure(Pool pool, Pace pace)
      throws IOException, BenchException, InterruptedException {
    Lending lending = new Lending(free);
    Script script = script(pool, lending);
    try (Returns returns = Returns.start(pool.connect(), lending)) {
      Load.run(pool.address(), clients, script, pace.warmUp());
      Usage before = pool.usage();
      int returned = returns.count();
      Tally tally = Load.run(pool.address(), clients, script, pace.measured());
      Measured measured = Measured.of(tally, pool.usage().coresSince(before));
      measured.details().put("returned", returns.count() - returned);
      measured.details().put(LOST.replace(' ', '_'), tally.faults().getOrDefault(LOST, 0L));
      return measured;
    }
  }
}
