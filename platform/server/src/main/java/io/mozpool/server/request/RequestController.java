package io.mozpool.server.request;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.journal.LogLine;
import io.mozpool.server.journal.Logs;
import io.mozpool.server.web.Numbers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests there are and how they stand: reads only. */
@Controller("/api/request")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RequestController {

  @Serdeable
  record Status(String state, List<LogLine> log) {}

  private final RequestReader requests;
  private final Logs logs;

  RequestController(RequestReader requests, Logs logs) {
    this.requests = requests;
    this.logs = logs;
  }

  @Get("/list")
  Map<String, List<RequestSummary>> list(
      @Nullable @QueryValue("include_closed") String includeClosed) {
    return Map.of("requests", requests.summaries(includeClosed != null));
  }

  @Get("/{request}/details")
  RequestDetails details(String request) {
    return requests.details(Numbers.requestId(request));
  }

  @Get("/{request}/status")
  Status status(String request) {
    long id = Numbers.requestId(request);
    return new Status(requests.state(id), logs.of("request", id, 0, Logs.RECENT));
  }

  @Get("/{request}/log")
  Map<String, List<LogLine>> log(
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
