package io.mozpool.bench.row;

import io.mozpool.bench.load.Answer;
import io.mozpool.bench.load.Load;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.load.Tally;
import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;
import io.mozpool.bench.site.Pool;
import io.mozpool.bench.site.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that each change a state and ask nothing of hardware: the three that a board sends while
 * the image b2g is put on it, from {@code pxe_booting} to {@code b2g_extracting}. Every device goes
 * through them once in a round; between rounds all are put back by SQL.
 */
record ImagingEvents(int clients) implements Measure {

  private static final List<String> EVENTS =
      List.of("mobile_init_started", "b2g_downloading", "b2g_extracting");

  /** A round: a client takes the next device and sends all its events, one after the other. */
  private static final class Round implements Script {

    private final Requests requests;
    private final List<String> devices;
    private final int[] sent;
    private final String[] mine;
    private int taken;

    Round(Pool pool, int clients) {
      this.requests = new Requests(pool.address());
      this.devices = pool.devices();
      this.sent = new int[clients];
      this.mine = new String[clients];
    }

    @Override
    public byte @Nullable [] next(int client) {
      int event = sent[client]++ % EVENTS.size();
      if (event == 0) {
        if (taken == devices.size()) {
          sent[client]--;
          return null;
        }
        mine[client] = devices.get(taken++);
      }
      return requests.post(
          "/api/device/" + mine[client] + "/event/" + EVENTS.get(event) + "/", "{}");
    }

    @Override
    public Optional<String> fault(int client, Answer answer) {
      return answer.fault("\"accepted\":true");
    }
  }

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
      database.update(
          "update devices set state = 'pxe_booting', state_counters = '{}', state_timeout = null,"
              + " state_revision = state_revision + 1");
    }
    return Load.run(
        pool.address(),
        clients,
        new Round(pool, clients),
        pace.measured(),
        (long) pool.devices().size() * EVENTS.size());
  }
}
