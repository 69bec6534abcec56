package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether it was the image or the device. */
@Tag("database")
@Timeout(60)
class SuspectImageTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aSecondDeviceThatFailsAccusesTheImageOnceTheFirstHasPassedItsSelfTest() {
    long request = request();

    failWithImage("first", request);
    passSelfTest("first");
    failWithImage("second", request);
    assertThat(counters(request)).contains("\"bad-images\":1");
    passSelfTest("second");
    failWithImage("third", request);

    awaitState(request, "failed_bad_image");
  }

  @Test
  void aSecondDeviceThatFailsIsBadItselfAsLongAsTheFirstHasNotPassed() {
    long request = request();

    failWithImage("one", request);
    failWithImage("two", request);
    failWithImage("three", request);

    assertThat(counters(request)).doesNotContain("bad-images");
    awaitState(request, "finding_device");
  }

  @Test
  void aNamedDeviceThatFailsIsTheEndOfItsRequest() {
    long request = server.rows().request("named", "b2g", "pending");

    long device = server.rows().panda("named", "b2g_extracting");
    server.rows().tie(device, request);
    exhaust(device);

    awaitState(request, "failed_bad_device");
    assertThat(server.text("select count(*) from device_requests where device_id = ?", device))
        .isEqualTo("0");
  }

  /** One that gets no device but those that the test gives it. */
  private static long request() {
    long request = server.rows().request("any", "b2g", "pending");
    server.database().update("update requests set environment = 'nowhere' where id = ?", request);
    return request;
  }

  /** Gives the request a device that spends its last retry. */
  private static void failWithImage(String name, long request) {
    server.database().update("update requests set state = 'pending' where id = ?", request);
    long device = server.rows().panda(name, "b2g_extracting");
    server.rows().tie(device, request);
    exhaust(device);
    awaitState(request, "finding_device", "failed_bad_image");
  }

  private static void exhaust(long device) {
    server
        .rows()
        .set(
            device,
            "state_counters = '{\"b2g_extracting\":10}', state_timeout = '2026-01-01 00:00:00'");
  }

  private static void passSelfTest(String name) {
    await()
        .until(
            () -> server.get("/api/device/" + name + "/state/").text("state"),
            "pxe_booting"::equals);
    for (String event : List.of("mobile_init_started", "self_test_running", "self_test_ok")) {
      server.tell(name, event);
    }
    assertThat(server.get("/api/device/" + name + "/state/").text("state")).isEqualTo("ready");
  }

  private static String counters(long request) {
    return server.text("select state_counters from requests where id = ?", request);
  }

  private static void awaitState(long request, String... states) {
    await()
        .until(
            () -> server.text("select state from requests where id = ?", request),
            state -> List.of(states).contains(state));
  }
}
