package io.mozpool.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.LogLine;
import io.mozpool.client.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Track track = new Track("fake-0001");

  @Test
  void linesThatTellOfNoTransitionAreNoSteps() {
    assertThat(
            track.follow(
                status(
                    "ready",
                    line(1, "free is not accepted in state ready"),
                    line(2, "no sut_verify_ok: (timeout)"))))
        .isEmpty();
    assertThat(track.state()).isEqualTo("ready");
    assertThat(track.since()).isEmpty();
  }

  @Test
  void aLineMayTellOfSeveralSteps() {
    List<Step> news = track.follow(status("b", line(1, "new -> a -> b (timeout (1))")));
    assertThat(news)
        .containsExactly(
            new Step(NOON.plusSeconds(1), "fake-0001", "a"),
            new Step(NOON.plusSeconds(1), "fake-0001", "b"));
    assertThat(track.since()).contains(NOON.plusSeconds(1));
  }

  @Test
  void stepsAreNewsOnce() {
    track.follow(status("a", line(1, "new -> a (timeout)")));
    List<Step> news =
        track.follow(status("b", line(1, "new -> a (timeout)"), line(2, "a -> b (timeout)")));
    assertThat(news).extracting(Step::state).containsExactly("b");
    assertThat(track.steps()).extracting(Step::state).containsExactly("a", "b");
  }

  @Test
  void aLineThatWasStoredLateHidesNoStepBehindIt() {
    LogLine late = new LogLine(9, NOON, "tftp", "fetches pxelinux.cfg/default");

    assertThat(track.follow(status("b", late, line(7, "new -> a (x)"), line(8, "a -> b (x)"))))
        .extracting(Step::state)
        .containsExactly("a", "b");
  }

  private static Status status(String state, LogLine... log) {
    return new Status(state, List.of(log));
  }

  private static LogLine line(long id, String message) {
    return new LogLine(id, NOON.plusSeconds(id), "statemachine", message);
  }
}
