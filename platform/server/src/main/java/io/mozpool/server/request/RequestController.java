package io.mozpool.server.request;

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
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Rounds;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.Load;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
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
  private final Load load;
  private final Json json;
  private final Rounds<byte[]> open;
  private final Rounds<byte[]> all;

  RequestController(
      RequestReader requests,
      CandidateReader candidates,
      Logs logs,
      Load load,
      Json json,
      Workers workers) {
    this.requests = requests;
    this.candidates = candidates;
    this.logs = logs;
    this.load = load;
    this.json = json;
    this.open = new Rounds<>(workers, () -> list(false));
    this.all = new Rounds<>(workers, () -> list(true));
  }

  /**
   * Lists requests.
   *
   * @return the open ones and those that failed, by id; with `include_closed` the closed ones, too
   */
  @Get("/list")
  @Produces(MediaType.APPLICATION_JSON)
  CompletableFuture<byte[]> requests(@Nullable @QueryValue("include_closed") String includeClosed) {
    return load.counted((includeClosed == null ? open : all)::next);
  }

  private CompletableFuture<byte[]> list(boolean withClosed) {
    return CompletableFuture.completedFuture(
        json.bytes(Map.of("requests", requests.summaries(withClosed))));
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
  Map<String, List<LogLine>> requestLog(
      String request, @Nullable @QueryValue String timeperiod, @Nullable @QueryValue String limit) {
    long id = Numbers.requestId(request);
    requests.state(id);
    return Map.of(
        "log",
        logs.of(
            "request",
            id,
            Numbers.orZero("timeperiod", timeperiod),
            Numbers.orZero("limit", limit)));
  }
}
