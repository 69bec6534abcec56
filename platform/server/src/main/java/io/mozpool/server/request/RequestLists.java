package io.mozpool.server.request;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.json.Json;
import io.mozpool.server.listing.ListAnswer;
import io.mozpool.server.listing.ListRow;
import io.mozpool.server.listing.PagedList;
import io.mozpool.server.machine.Workers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers lists of requests: of those that are not closed, or of all. */
@Singleton
final class RequestLists {

  /** Of a list with closed requests whose length nobody says. */
  private static final long MOST_CLOSED = 10_000;

  /** The answer, for the description of the API. */
  record RequestList(List<RequestSummary> requests, @Nullable String next) {}

  private final RequestReader requests;
  private final Json json;
  private final ImagingServer self;
  private final PagedList<Long> open;
  private final PagedList<Long> all;

  RequestLists(RequestReader requests, Json json, ImagingServer self, Workers workers) {
    this.requests = requests;
    this.json = json;
    this.self = self;
    this.open = list(false, workers);
    this.all = list(true, workers);
  }

  private PagedList<Long> list(boolean withClosed, Workers workers) {
    return new PagedList<>(
        workers,
        1,
        (id, count) ->
            requests.summariesBehind(id, withClosed, count).stream()
                .map(next -> new ListRow<>((long) next.id(), json.bytes(next)))
                .toList());
  }

  /**
   * The newest requests, by id.
   *
   * @param limit how many; 0 for all
   * @param before only those with ids below this
   */
  CompletableFuture<HttpResponse<byte[]>> answer(
      boolean withClosed, OptionalLong limit, OptionalLong before) {
    PagedList<Long> list = withClosed ? all : open;
    long most = limit.orElse(withClosed ? MOST_CLOSED : 0);
    long end = before.orElse(Long.MAX_VALUE);
    if (most == 0) {
      return new ListAnswer("requests").of(list, 0L, id -> id >= end, Long.MAX_VALUE);
    }
    long fixedEnd = Math.min(end, requests.lastId() + 1); // newer ones would be too many
    Optional<Long> older = requests.newestBut(most, withClosed, fixedEnd);
    Optional<String> next = older.map(id -> url(withClosed, most, id + 1));
    String rest = next.map(url -> ",\"next\":" + json.text(url)).orElse("");
    return new ListAnswer("requests", rest)
        .of(list, older.orElse(0L), id -> id >= fixedEnd, most)
        .thenApply(answer -> linked(answer, next));
  }

  private String url(boolean withClosed, long limit, long before) {
    return "http://%s/api/request/list/?%slimit=%d&before=%d"
        .formatted(self.fqdn(), withClosed ? "include_closed=1&" : "", limit, before);
  }

  private static HttpResponse<byte[]> linked(HttpResponse<byte[]> answer, Optional<String> next) {
    MutableHttpResponse<byte[]> mutable = (MutableHttpResponse<byte[]>) answer;
    next.ifPresent(url -> mutable.header(HttpHeaders.LINK, "<" + url + ">; rel=\"next\""));
    return mutable;
  }
}
