package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Remote;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import io.mozpool.client.Route;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Prints the lines of a log that the user wants. */
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

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines as they are written, until Ctrl-C.")
  private boolean follow;

  /**
   * Prints the log of a device or request.
   *
   * @param word {@code device} or {@code request}
   * @param name the device's name; the request's number
   * @return the exit code
   */
  int print(Remote remote, String word, String name) throws IOException, InterruptedException {
    Route log = remote.client().at(word, name, "log");
    Route limited = log.with("limit", limit);
    JsonObject lines =
        (since == null ? limited : limited.with("timeperiod", since.toSeconds())).get();
    return follow
        ? new LogFollower(remote, word, name).follow(lines)
        : remote.print(lines, LogOptions::plain);
  }

  private static String plain(JsonObject answer) throws IOException {
    return Table.of(answer.list("log"), "timestamp", "source", "message");
  }
}
