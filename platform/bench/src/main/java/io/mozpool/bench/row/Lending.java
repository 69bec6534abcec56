package io.mozpool.bench.row;

import io.mozpool.bench.load.Answer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many devices nobody has, and which requests have one that their clients know of. */
final class Lending {

  private static final Pattern REQUEST = Pattern.compile("\"id\":(\\d+)");

  private final AtomicInteger free;
  private final Set<Long> answered = ConcurrentHashMap.newKeySet();

  Lending(int free) {
    this.free = new AtomicInteger(free);
  }

  /** Whether there is one more; then somebody asks for it. */
  boolean take() {
    return free.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /** A client has its answer, and so knows its request. */
  void answered(Answer answer) {
    Matcher request = REQUEST.matcher(answer.text());
    if (answer.isRefusal()) {
      free.incrementAndGet();
    } else if (request.find()) {
      answered.add(Long.parseLong(request.group(1)));
    }
  }

  /**
   * Those whose clients can give them back.
   *
   * @param ties requests, each with its device
   */
  List<long[]> returnable(List<long[]> ties) {
    return ties.stream().filter(tie -> answered.contains(tie[0])).toList();
  }

  /** They are free again. */
  void returned(List<long[]> ties) {
    ties.forEach(tie -> answered.remove(tie[0]));
    free.addAndGet(ties.size());
  }
}
