package io.mozpool.bench.row;

import io.mozpool.bench.load.Answer;
import io.mozpool.bench.load.Requests;
import io.mozpool.bench.load.Script;
import io.mozpool.bench.site.Pool;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Clients return devices and ask for others, in turn, so that always as many of them wait. */
final class Turnover implements Script {

  private static final int NO_CONTENT = 204;

  private final Requests requests;
  private final Iterator<long[]> ties;
  private final NextTies next;
  private final boolean[] returns;
  private boolean last;

  /**
   * @param ties requests that are to be returned, each with its device
   * @param next waits for who gets the devices
   */
  Turnover(Pool pool, List<long[]> ties, NextTies next, int clients) {
    this.requests = new Requests(pool.address());
    this.ties = ties.iterator();
    this.next = next;
    this.returns = new boolean[clients];
  }

  @Override
  public byte @Nullable [] next(int client) {
    if (!last && !ties.hasNext()) {
      return null;
    }
    last = !last;
    returns[client] = last;
    return last
        ? giveBack(ties.next())
        : requests.post("/api/device/any/request/", AnyRequests.BODY);
  }

  private byte[] giveBack(long[] tie) {
    next.await(tie);
    return requests.post("/api/request/" + tie[0] + "/return/", "{}");
  }

  @Override
  public Optional<String> fault(int client, Answer answer) {
    if (!returns[client]) {
      return answer.fault("\"assigned_device\":");
    }
    return answer.status() == NO_CONTENT
        ? Optional.empty()
        : Optional.of("return: status " + answer.status());
  }
}
