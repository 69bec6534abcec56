package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.server.database.PoolRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk is full for a while. */
@Timeout(90)
class FullDiskTest {

  private static final String WISH =
      "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\", \"environment\": \"x\"}";

  @TempDir Path directory;

  @Test
  void nothingIsAcknowledgedThatIsNotStoredAndAfterwardsAllGoesOn() {
    LimitedDisk.install();
    String url = "jdbc:h2:limited:async:" + directory.resolve("pool") + ";MODE=MySQL;WRITE_DELAY=0";
    Set<Long> acknowledged = new TreeSet<>();
    try (TestServer server = TestServer.start(directory, Map.of("database.url", url));
        LogCapture log = new LogCapture()) {
      acknowledged.add(server.post("/api/device/any/request/", WISH).number("request.id"));
      long due = server.rows().panda("due", "self_test_running");
      server.rows().set(due, "state_timeout = ?", PoolRows.in(Duration.ofSeconds(2)));

      LimitedDisk.fill();
      Answer refused = server.post("/api/device/any/request/", WISH);
      assertThat(refused.status()).as(refused.body()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).contains("1");
      assertThat(log.messages(Level.ERROR)).hasSize(1);

      LimitedDisk.makeRoom();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                Answer answer = server.post("/api/device/any/request/", WISH);
                return answer.status() == 200 && acknowledged.add(answer.number("request.id"));
              });
      await().ignoreExceptions().until(() -> server.state(due), "failed_self_test"::equals);
    }

    try (TestServer server = TestServer.prepare(directory, Map.of("database.url", url))) {
      for (long request : acknowledged) {
        assertThat(server.text("select state from requests where id = ?", request))
            .isEqualTo("finding_device");
      }
    }
  }
}
