package io.mozpool.server.request;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.journal.LogLine;
import io.mozpool.server.journal.Logs;
import io.mozpool.server.listing.LogLists;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.Load;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What requests there are and how they stand: reads only. */
@Controller("/api/request")
@Tag(name = "Requests")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RequestController {

  @Serdeable
  record Status(String state, List<LogLine> log) {}

  private final RequestReader requests;
  private final CandidateReader candidates;
  private final Logs logs;
  private final LogLists logLists;
  private final RequestLists lists;
  private final Load load;

  RequestController(
      RequestReader requests,
      CandidateReader candidates,
      Logs logs,
      LogLists logLists,
      RequestLists lists,
      Load load) {
    this.requests = requests;
    this.candidates = candidates;
    this.logs = logs;
    this.logLists = logLists;
    this.lists = lists;
    this.load = load;
  }

  /**
   * Lists requests.
   *
   * @param includeClosed closed ones, too, whatever its value
   * @param limit only the newest so many; 0 for all. Without it all, with `include_closed` the
   *     newest 10,000
   * @param before only those with ids below this
   * @return the open ones and those that failed, by id; where a limit leaves older ones out, `next`
   *     is the URL of these, which is in the header Link, too
   */
  @Get("/list")
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      description =
          "The open ones and those that failed, by id; where a limit leaves older ones out, `next`"
              + " is the URL of these, which is in the header Link, too",
      headers = @Header(name = "Link"),
      content = @Content(schema = @Schema(implementation = RequestLists.RequestList.class)))
  @Answers.BadRequest
  CompletableFuture<HttpResponse<byte[]>> requests(
      @Nullable @QueryValue("include_closed") String includeClosed,
      @Nullable @QueryValue String limit,
      @Nullable @QueryValue String before) {
    OptionalLong most = number("limit", limit);
    OptionalLong end = number("before", before);
    return load.counted(() -> lists.answer(includeClosed != null, most, end));
  }

  private static OptionalLong number(String key, @Nullable String text) {
    return text == null ? OptionalLong.empty() : OptionalLong.of(Numbers.orZero(key, text));
  }

  /**
   * All about a request.
   *
   * @return the request
   */
  @Get("/{request}/details")
  @Answers.BadRequest
  @Answers.NotFound
  RequestDetails request(String request) {
    return requests.details(Numbers.requestId(request));
  }

  /**
   * What a request waits for.
   *
   * @return while it looks for a device: which would fit, and why each is not free
   */
  @Get("/{request}/candidates")
  @Answers.BadRequest
  @Answers.NotFound
  Candidates candidates(String request) {
    return candidates.of(Numbers.requestId(request));
  }

  /**
   * The state of a request and what happened last.
   *
   * @return the newest 100 lines of its log, oldest first
   */
  @Get("/{request}/status")
  @Answers.BadRequest
  @Answers.NotFound
  Status requestStatus(String request) {
    long id = Numbers.requestId(request);
    return new Status(requests.state(id), logs.recent("request", id));
  }

  /**
   * The log of a request.
   *
   * @return its lines, oldest first: those of the last `timeperiod` seconds, of these the newest
   *     `limit`; 0 for all
   */
  @Get("/{request}/log")
  @Answers.BadRequest
  @Answers.NotFound
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      description =
          "Its lines, oldest first: those of the last `timeperiod` seconds, of these the newest"
              + " `limit`; 0 for all; new lines have at most 4096 bytes of UTF-8",
      content = @Content(schema = @Schema(implementation = LogLists.LogAnswer.class)))
  CompletableFuture<HttpResponse<byte[]>> requestLog(
      String request, @Nullable @QueryValue String timeperiod, @Nullable @QueryValue String limit) {
    long id = Numbers.requestId(request);
    requests.state(id);
    return logLists.of(
        "request", id, Numbers.orZero("timeperiod", timeperiod), Numbers.orZero("limit", limit));
  }
}
