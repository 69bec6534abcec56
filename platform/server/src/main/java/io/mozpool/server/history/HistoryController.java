package io.mozpool.server.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.Numbers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was, for charts and for people who come back to the pool. */
@Controller("/api/history")
@Tag(name = "Reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {

  private static final long HOURS_OF_A_WEEK = 168;
  private static final long MINUTES_OF_A_DAY = 1440;
  private static final long MOST_LINES = 1000;

  private final History history;

  HistoryController(History history) {
    this.history = history;
  }

  /**
   * How many devices were in which class, every five minutes of the last `hours`: 24 unless told.
   *
   * @param hardwareType only boards of this type
   * @return moments, as seconds since 1970, and for each class as many numbers
   */
  @Get("/devices")
  @Answers.BadRequest
  PoolHistory deviceHistory(
      @Nullable @QueryValue String hours,
      @Nullable @QueryValue("hardware_type") String hardwareType) {
    return history.devices(hours(hours), hardwareType);
  }

  /**
   * The requests of the last `hours`, 24 unless told, that got their device, and how long it took.
   *
   * @return the newest 2,000 requests, newest first
   */
  @Get("/requests")
  @Answers.BadRequest
  Map<String, List<ServedRequest>> requestHistory(@Nullable @QueryValue String hours) {
    return Map.of("requests", history.served(hours(hours)));
  }

  /**
   * What happened to devices and requests in the last `minutes`, 60 unless told.
   *
   * @param limit the newest so many; 100 unless told
   * @param important only failures and what people did
   * @return changes of states and what was asked for, newest first
   */
  @Get("/transitions")
  @Answers.BadRequest
  Map<String, List<Happening>> latestTransitions(
      @Nullable @QueryValue String minutes,
      @Nullable @QueryValue String limit,
      @Nullable @QueryValue String important) {
    Duration past = Duration.ofMinutes(upTo("minutes", minutes, 60, MINUTES_OF_A_DAY));
    int most = (int) upTo("limit", limit, 100, MOST_LINES);
    return Map.of("transitions", history.latest(past, most, important != null));
  }

  private static Duration hours(@Nullable String hours) {
    return Duration.ofHours(upTo("hours", hours, 24, HOURS_OF_A_WEEK));
  }

  private static long upTo(String key, @Nullable String text, long usual, long most) {
    long number = text == null ? usual : Numbers.orZero(key, text);
    if (number < 1 || number > most) {
      throw ApiException.bad(key, "'" + text + "'", "a number from 1 to " + most);
    }
    return number;
  }
}
