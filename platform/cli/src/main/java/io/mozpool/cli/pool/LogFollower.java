package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Moments;
import io.mozpool.cli.remote.Remote;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.MozpoolException;
import io.mozpool.client.StreamEvent;
import io.mozpool.host.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ExitCode;

/**
 * Prints the lines of a log as they are written. Lines are not repeated by the stream, so the log
 * is read whenever the stream begins, and what is there twice is printed once.
 */
final class LogFollower {

  /** A server says something every 15 seconds. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Set<Integer> PASSING = Set.of(502, 503);
  private static final String ID = "id";
  private static final int FIRST_LOOK = 100;
  private static final int REMEMBERED = 10_000;

  /** There is nothing more to follow, or nobody to tell. */
  private static final class EndException extends IOException {
    private static final long serialVersionUID = 1L;

    EndException(String message) {
      super(message);
    }
  }

  private final Remote remote;
  private final MozpoolClient client;
  private final String word;
  private final String name;
  private final NavigableSet<Long> shown = new TreeSet<>();
  private long leftOut;
  private boolean lost;

  /**
   * @param word {@code device} or {@code request}
   * @param name the device's name; the request's number
   */
  LogFollower(Remote remote, String word, String name) {
    this.remote = remote;
    this.client = remote.client();
    this.word = word;
    this.name = name;
  }

  /**
   * Prints lines, and those that come after them, until there is nothing to follow any more.
   *
   * @return the exit code
   */
  int follow(JsonObject first) throws IOException, InterruptedException {
    begin(first.list("log"));
    while (true) {
      try {
        client
            .at("events")
            .with(word, name)
            .with("log", word + ":" + name)
            .within(SILENCE)
            .listen(this::take);
        lose("the server ended it");
      } catch (EndException e) {
        remote.warn(String.valueOf(e.getMessage()));
        return ExitCode.OK;
      } catch (MozpoolException e) {
        if (!PASSING.contains(e.status())) {
          throw e;
        }
        lose(e.detail());
      } catch (IOException e) {
        lose(String.valueOf(e.getMessage()));
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Older lines than the first are not wanted. */
  private void begin(List<JsonObject> lines) throws IOException {
    if (lines.isEmpty()) {
      for (JsonObject newest : read(1)) {
        leftOut = newest.number(ID);
      }
    } else {
      leftOut = oldest(lines) - 1;
    }
    show(lines);
  }

  private void take(StreamEvent event) throws IOException {
    if (event.type().equals("log")) {
      show(List.of(event.data()));
    } else if (event.type().equals("hello") || event.type().equals("resync")) {
      if (lost) {
        remote.warn("connected again");
        lost = false;
      }
      show(missed());
    } else if (event.type().equals(word + "_gone")) {
      throw new EndException("%s %s is gone".formatted(word, name));
    }
  }

  private void lose(String reason) {
    if (!lost) {
      remote.warn("the connection is lost (%s); trying again".formatted(reason));
      lost = true;
    }
  }

  /** The newest lines, back to one that was printed. */
  private List<JsonObject> missed() throws IOException {
    long newest = shown.isEmpty() ? leftOut : shown.last();
    for (int limit = FIRST_LOOK; ; limit *= 10) {
      List<JsonObject> lines = read(limit);
      if (lines.size() < limit || oldest(lines) <= newest) {
        return lines;
      }
    }
  }

  private static long oldest(List<JsonObject> lines) throws IOException {
    long oldest = Long.MAX_VALUE;
    for (JsonObject line : lines) {
      oldest = Math.min(oldest, line.number(ID));
    }
    return oldest;
  }

  private List<JsonObject> read(int limit) throws IOException {
    return client.at(word, name, "log").with("limit", limit).get().list("log");
  }

  private void show(List<JsonObject> lines) throws IOException {
    for (JsonObject line : lines) {
      long id = line.number(ID);
      if (id > leftOut && shown.add(id)) {
        remote.print(line.without(word), LogFollower::plain);
      }
    }
    while (shown.size() > REMEMBERED) {
      leftOut = shown.first();
      shown.pollFirst();
    }
    if (remote.isUnheard()) {
      throw new EndException("nobody takes what is printed");
    }
  }

  private static String plain(JsonObject line) throws IOException {
    return "%s  %-12s  %s\n"
        .formatted(
            Moments.zoned(line.text("timestamp")),
            Printable.line(line.text("source")),
            Printable.line(line.optionalText("message").orElse("")));
  }
}
