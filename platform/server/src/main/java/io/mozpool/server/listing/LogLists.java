package io.mozpool.server.listing;

import io.micronaut.http.HttpResponse;
import io.mozpool.server.journal.LogLine;
import io.mozpool.server.journal.LogPlace;
import io.mozpool.server.journal.Logs;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Workers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers logs of any length. */
@Singleton
public final class LogLists {

  private static final int AT_ONCE = 4;
  private static final ListAnswer ANSWER = new ListAnswer("log");

  /** The answer, for the description of the API. */
  public record LogAnswer(List<LogLine> log) {}

  private final Logs logs;
  private final PagedList<LogPlace> lines;

  LogLists(Logs logs, Json json, Workers workers) {
    this.logs = logs;
    this.lines =
        new PagedList<>(
            workers,
            AT_ONCE,
            (place, count) ->
                logs.behind(place, count).stream()
                    .map(line -> new ListRow<>(place.of(line), json.bytes(line)))
                    .toList());
  }

  /**
   * Lines of a machine's log, in the order of their writing.
   *
   * @param word {@code device} or {@code request}
   * @param seconds only those that are younger; 0 for all
   * @param limit only the newest; 0 for all
   */
  public CompletableFuture<HttpResponse<byte[]>> of(
      String word, long id, long seconds, long limit) {
    LogPlace start = logs.start(word, id, seconds, limit);
    return ANSWER.of(lines, start, line -> false, limit == 0 ? Long.MAX_VALUE : limit);
  }
}
