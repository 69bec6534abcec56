package io.mozpool.bench.load;

import java.util.List;
import java.util.Optional;

/** Requests that the clients make in turn, for ever. */
final class Turns implements Script {

  private final List<byte[]> requests;
  private final String wanted;
  private int next;

  Turns(List<byte[]> requests, String wanted) {
    this.requests = requests;
    this.wanted = wanted;
  }

  @Override
  public byte[] next(int client) {
    next = next == requests.size() - 1 ? 0 : next + 1;
    return requests.get(next);
  }

  @Override
  public Optional<String> fault(int client, Answer answer) {
    return answer.fault(wanted);
  }
}
