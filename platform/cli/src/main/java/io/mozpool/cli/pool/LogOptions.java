package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import io.mozpool.client.Route;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which lines of a log are shown. */
final class LogOptions {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The newest N lines (${DEFAULT-VALUE}); 0 for all.")
  private int limit;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = Seconds.class,
      description = "Lines of the last DURATION only: 1800, 30m, 2h.")
  private @Nullable Duration since;

  JsonObject read(Route log) throws IOException {
    Route limited = log.with("limit", limit);
    return (since == null ? limited : limited.with("timeperiod", since.toSeconds())).get();
  }

  static String plain(JsonObject answer) throws IOException {
    return Table.of(answer.list("log"), "timestamp", "source", "message");
  }
}
