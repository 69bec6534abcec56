package io.mozpool.server.request;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestLifecycle;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.TestServer;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Machine;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device that the matcher proposes from memory, and that is not what it was any more. */
@Tag("database")
@Timeout(60)
class TieTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static Machine<RequestView, RequestFact, RequestWrite, RequestEffect> machine;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    MachineParts parts = server.part(MachineParts.class);
    machine =
        new Machine<>(
            RequestLifecycle.table(),
            new RequestKind(
                new RequestViews(parts.database(), parts.workers()),
                (before, transition, revision) -> {}),
            parts);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aDeviceThatIsNotReadyAnyMoreIsNotTied() {
    assertIsNotTied(server.rows().panda("busy", "start_self_test"), "any");
  }

  @Test
  void aDeviceThatHasMovedToAnotherEnvironmentIsNotTied() {
    long moved = server.rows().panda("moved", "ready");
    server.rows().set(moved, "environment = 'production'");

    assertIsNotTied(moved, "staging");
  }

  @Test
  void aDeviceThatAnotherRequestHoldsIsNotTied() {
    long held = server.rows().panda("held", "ready");
    server.rows().tie(held, server.rows().request("held", "b2g", "ready"));

    assertThat(propose(held, "any").accepted()).isFalse();
  }

  @Test
  void aDeviceThatIsStillFreeAndFitsIsTied() {
    long free = server.rows().panda("free", "ready");
    server.rows().set(free, "environment = 'staging'");

    propose(free, "staging"); // the server's own matcher may do so before

    assertThat(tiesOf(free)).isEqualTo("1");
  }

  @Test
  void aDeviceThatHasAnotherNameThanWantedIsNotTied() {
    long renamed = server.rows().panda("renamed", "ready");

    assertThat(propose(renamed, "any", "former").reason()).isEqualTo("device_found came too late");
    assertThat(tiesOf(renamed)).isEqualTo("0");
  }

  private static void assertIsNotTied(long device, String environment) {
    assertThat(propose(device, environment).reason()).isEqualTo("device_found came too late");
    assertThat(tiesOf(device)).isEqualTo("0");
  }

  private static Outcome propose(long device, String environment) {
    return propose(
        device, environment, server.text("select name from devices where id = ?", device));
  }

  private static Outcome propose(long device, String environment, String wanted) {
    long request = server.rows().request(wanted, "b2g", "finding_device");
    server
        .database()
        .update("update requests set environment = ? where id = ?", environment, request);
    Map<String, String> found = Map.of(RequestKind.DEVICE, Long.toString(device));
    return machine
        .event(request, "device_found", new Arguments(found))
        .orTimeout(20, SECONDS)
        .join();
  }

  private static String tiesOf(long device) {
    return server.text("select count(*) from device_requests where device_id = ?", device);
  }
}
