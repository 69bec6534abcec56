package io.mozpool.bench.row;

import io.mozpool.bench.load.Answer;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.site.Pool;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What boards in {@code pxe_booting} say while b2g is put on them: a client takes the next one and
 * sends all its events, one after the other, until there is no board left.
 */
final class Imaging implements Script {

  static final List<String> EVENTS =
      List.of("mobile_init_started", "b2g_downloading", "b2g_extracting");

  private final Requests requests;
  private final List<String> boards;
  private final int[] sent;
  private final String[] mine;
  private int taken;

  Imaging(Pool pool, List<String> boards, int clients) {
    this.requests = new Requests(pool.address());
    this.boards = boards;
    this.sent = new int[clients];
    this.mine = new String[clients];
  }

  @Override
  public byte @Nullable [] next(int client) {
    int event = sent[client] % EVENTS.size();
    if (event == 0) {
      if (taken == boards.size()) {
        return null;
      }
      mine[client] = boards.get(taken++);
    }
    sent[client]++;
    return requests.post("/api/device/" + mine[client] + "/event/" + EVENTS.get(event) + "/", "{}");
  }

  @Override
  public Optional<String> fault(int client, Answer answer) {
    return answer.fault("\"accepted\":true");
  }
}
