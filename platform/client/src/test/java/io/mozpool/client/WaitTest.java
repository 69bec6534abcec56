package io.mozpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitTest {

  private static final String FOUND = line(1, "new -> finding_device -> pending (device panda-1)");
  private static final String TALK = line(2, "asked panda-1 for b2g");

  private final List<StateChange> heard = new ArrayList<>();
  private StandIn server;
  private MozpoolClient client;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    client = new MozpoolClient(server.url());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRequestThatFailsIsNotWaitedFor() {
    server
        .then(200, status("pending", FOUND))
        .then(
            200,
            status("failed_bad_image", FOUND, TALK, line(3, "pending -> failed_bad_image (bad)")));
    assertThat(failure(Duration.ofMinutes(1)))
        .hasMessage(
            "request 7 is failed_bad_image, and not ready: pending -> failed_bad_image (bad)")
        .returns("failed_bad_image", RequestFailedException::state);
    assertThat(heard)
        .extracting(StateChange::state)
        .containsExactly("finding_device", "pending", "failed_bad_image");
  }

  @Test
  void aRequestThatIsClosedIsNotWaitedFor() {
    server.then(200, status("closed"));
    assertThat(failure(Duration.ofMinutes(1))).hasMessage("request 7 is closed, and not ready");
  }

  @Test
  void theWaitEnds() {
    server.then(200, status("pending"));
    assertThat(failure(Duration.ofMillis(5)))
        .hasMessage("request 7 is pending, and not yet ready")
        .returns("pending", RequestFailedException::state);
  }

  @Test
  void hearsOfEachStateOnce() throws Exception {
    server
        .then(200, status("pending", FOUND, TALK))
        .then(200, status("pending", FOUND, TALK))
        .then(200, status("ready", FOUND, TALK, line(4, "pending -> ready (complete)")));
    client.await(7, "ready", Duration.ofMinutes(1), heard::add);
    assertThat(heard)
        .containsExactly(change(1, "finding_device"), change(1, "pending"), change(4, "ready"));
  }

  private RequestFailedException failure(Duration timeout) {
    return catchThrowableOfType(
        RequestFailedException.class, () -> client.await(7, "ready", timeout, heard::add));
  }

  private static StateChange change(int second, String state) {
    return new StateChange(Instant.parse("2026-01-31T12:00:0" + second + "Z"), state);
  }

  private static String status(String state, String... log) {
    return "{\"state\": \"%s\", \"log\": [%s]}".formatted(state, String.join(",", log));
  }

  private static String line(int id, String message) {
    return """
        {"id": %1$d, "timestamp": "2026-01-31T12:00:0%1$d", "source": "statemachine", "message": "%2$s"}
        """
        .formatted(id, message);
  }
}
