package io.mozpool.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.LogLine;
import io.mozpool.client.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveTableTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final StringWriter text = new StringWriter();
  private final LiveTable table = new LiveTable(new PrintWriter(text));

  @Test
  void showsBoardsAndRequestSideBySide() {
    List<Track> boards = boards(2);
    table.show(view(boards, Optional.of(track("request 1", "pending")), boards.get(1)));
    assertThat(text.toString().replace("\033[K", "").lines().map(String::stripTrailing))
        .containsExactly(
            "   5.0s  boards                                request 1: pending",
            "  fake-0001    ready                     4.0s  has fake-0002",
            "\033[1m> fake-0002    ready                     4.0s\033[0m     1.0s  pending");
  }

  @Test
  void isDrawnOverTheOneBefore() {
    View view = view(boards(3), Optional.empty(), null);
    table.show(view);
    text.getBuffer().setLength(0);
    table.show(view);
    assertThat(text.toString()).startsWith("\033[4A\r");
  }

  @Test
  void staysOnTheTerminalHoweverManyBoardsThereAre() {
    List<Track> boards = boards(100);
    table.show(view(boards, Optional.of(track("request 1", "pending")), boards.get(99)));
    assertThat(text.toString())
        .hasLineCount(20)
        .contains("> fake-0100")
        .contains("and 82: 82 ready");
  }

  private static View view(List<Track> boards, Optional<Track> request, Track ours) {
    return new View(
        START, START.plusSeconds(5), boards, request, Optional.ofNullable(ours), List.of());
  }

  private static List<Track> boards(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> track("fake-%04d".formatted(number), "ready"))
        .toList();
  }

  private static Track track(String who, String state) {
    Track track = new Track(who);
    String message = "new -> " + state + " (timeout)";
    track.follow(
        new Status(state, List.of(new LogLine(1, START.plusSeconds(1), "statemachine", message))));
    return track;
  }
}
