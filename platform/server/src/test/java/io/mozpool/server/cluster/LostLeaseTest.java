package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server that has lost its lease and does not know it yet, as one that was stopped for a while.
 */
@Tag("database")
@Timeout(60)
class LostLeaseTest {

  @TempDir Path directory;
  private TestServer server;
  private long device;

  @BeforeEach
  void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "database.url",
                TestStorage.sharedUrl(directory),
                "peers",
                List.of("there"),
                "lease.time",
                "60s",
                "lease.renewal",
                "20s"));
    device = server.rows().panda("one", "ready");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"return/", "event/close/"})
  void aReturnThatIsNotStoredIsNotAnsweredWithSuccess(String path) {
    long request = server.rows().request("any", "b2g", "ready");
    loseLease();

    assertAskedToTryAgain(server.post("/api/request/" + request + "/" + path, "{}"));
    assertThat(server.text("select state from requests")).isEqualTo("ready");
  }

  @Test
  void aDeviceIsNotToldThatItsEventWasHeard() {
    loseLease();

    assertAskedToTryAgain(server.tell("one", "please_power_cycle"));
    assertThat(server.state(device)).isEqualTo("ready");
  }

  @Test
  void whatIsOpenIsClosedAsSoonAsTheLossIsNoticed() {
    CountDownLatch closed = new CountDownLatch(1);
    server
        .hardware()
        .on(
            "cycle one",
            deadline -> {
              deadline.closeOnExpiry(closed::countDown);
              closed.await();
              throw new InterruptedException("closed");
            });
    server.tell("one", "please_power_cycle");
    await().until(() -> server.hardware().count("cycle one") == 1);
    loseLease();

    server.rows().panda("other", "ready");
    server.tell("other", "please_power_cycle");

    await().until(() -> closed.getCount() == 0);
  }

  @Test
  void aPersonIsNotToldThatTheStateWasAnother() {
    loseLease();

    assertAskedToTryAgain(server.post("/api/device/one/state-change/ready/to/locked_out/", "{}"));
    assertThat(server.state(device)).isEqualTo("ready");
  }

  private void loseLease() {
    server
        .database()
        .update("update imaging_servers set epoch = epoch + 1, lease_holder = 'there'");
  }

  private static void assertAskedToTryAgain(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.text("detail")).startsWith("another server handles it now");
  }
}
