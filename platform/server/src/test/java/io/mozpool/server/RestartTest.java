package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mozpool.host.call.Operation;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestStorage;
import io.mozpool.server.device.Devices;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.request.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is closed and started again on what it left. */
@Tag("database")
@Timeout(60)
class RestartTest {

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void restart(Runnable whileAway) {
    server.close();
    server = TestServer.prepare(directory, Map.of());
    whileAway.run();
    server.open();
  }

  @Test
  void hardwareIsAskedAgainAndNothingElseChanges() {
    long device = server.rows().panda("waiting", "ready");
    CountDownLatch answer = new CountDownLatch(1);
    Operation<Boolean> slow =
        deadline -> {
          answer.await();
          return true;
        };
    server.hardware().on("cycle waiting", slow);
    server.post(
        "/api/device/waiting/event/please_image/", "{\"image\": \"b2g\", \"boot_config\": {}}");
    await().until(() -> server.hardware().count("cycle waiting") == 1);
    server.rows().set(device, "state_counters = '{\"power_cycling\":7}'");
    String before = row(device);

    restart(() -> server.hardware().on("cycle waiting", slow));

    await().until(() -> server.hardware().calls().equals(List.of("cycle waiting")));
    assertThat(row(device)).isEqualTo(before);
    answer.countDown();
    await().until(() -> server.state(device), "pxe_booting"::equals);
  }

  @Test
  void theAnswerThatComesAfterTheRestartBringsTheDeviceOn() {
    long device = server.rows().panda("again", "locked_out");
    server
        .rows()
        .set(device, "state = 'pc_power_cycling', state_counters = '{\"power_cycling\":3}'");
    server.rows().set(device, "state_timeout = ?", PoolRows.in(Duration.ofMinutes(1)));

    restart(() -> {});

    await().until(() -> server.state(device), "pc_rebooting"::equals);
    assertThat(server.text("select state_counters from devices where id = ?", device))
        .isEqualTo("{}");
    assertThat(server.text("select state_revision from devices where id = ?", device))
        .isEqualTo("1");
  }

  @Test
  void timeoutsThatWereMissedAreHandled() {
    long booting = server.rows().panda("booting", "locked_out");
    long request = server.rows().request("any", "b2g", "closed");

    restart(
        () -> {
          server
              .rows()
              .set(
                  booting,
                  "state = 'pxe_booting', next_image_id = 1, state_timeout = '2026-01-01"
                      + " 00:00:00'");
          server
              .database()
              .update(
                  "update requests set state = 'finding_device', state_timeout = '2026-01-01"
                      + " 00:00:00' where id = ?",
                  request);
        });

    await().until(() -> server.hardware().count("cycle booting") == 1);
    assertThat(server.text("select state_counters from devices where id = ?", booting))
        .contains("\"pxe_booting\":1");
    await()
        .until(
            () -> server.text("select state_counters from requests where id = ?", request),
            "{\"finding_device\":1}"::equals);
  }

  @Test
  void overdueChecksOfReadyDevicesAreSpread() {
    List<Long> devices = server.rows().pandas(60, "idle", "locked_out");

    restart(
        () ->
            devices.forEach(
                device ->
                    server
                        .rows()
                        .set(device, "state = 'ready', state_timeout = '2026-01-01 00:00:00'")));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Integer.parseInt(
                            server.text(
                                "select count(distinct state_timeout) from devices"
                                    + " where state_timeout between ? and ?",
                                PoolRows.in(Duration.ofSeconds(-30)),
                                PoolRows.in(Duration.ofSeconds(61)))))
                    .isGreaterThan(40));
    assertThat(server.hardware().calls()).hasSizeLessThan(30);
  }

  /** The thread that renews leases has no time for the machines that come with one. */
  @Test
  void whoeverTellsOfALeaseDoesNothingForItsMachines() {
    long device = server.rows().panda("idle", "locked_out");
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 100; i++) {
      server.part(Workers.class).execute(() -> awaitQuietly(release));
    }
    server.rows().set(device, "state = 'ready', state_timeout = '2026-01-01 00:00:00'");
    String before = row(device);

    server.part(Devices.class).takeOver(1);
    server.part(Requests.class).takeOver(1);

    assertThat(row(device)).isEqualTo(before);
    release.countDown();
    await().until(() -> !row(device).equals(before));
  }

  @Test
  void overdueChecksAreSpreadByOneStatement() {
    assumeTrue(TestStorage.isEmbedded(), "H2 counts statements");
    List<Long> devices = server.rows().pandas(60, "idle", "locked_out");

    restart(
        () -> {
          server.database().update("set query_statistics true");
          server.database().update("set query_statistics_max_entries 1000");
          devices.forEach(
              device ->
                  server
                      .rows()
                      .set(device, "state = 'ready', state_timeout = '2026-01-01 00:00:00'"));
        });

    await()
        .until(
            () ->
                server.text(
                    "select sum(execution_count) from information_schema.query_statistics"
                        + " where sql_statement like 'update devices set state_timeout%'"),
            "1"::equals);
  }

  @Test
  void requestsGoOnWhereTheyStood() {
    long taken = server.rows().panda("taken", "locked_out");
    server.rows().panda("free", "locked_out");
    long made = server.rows().request("free", "android", "closed");
    long contacting = server.rows().request("taken", "android", "closed");

    restart(
        () -> {
          server.database().update("update devices set state = 'ready'");
          server.database().update("update requests set state = 'new' where id = ?", made);
          server
              .database()
              .update(
                  "update requests set state = 'contacting_lifeguard', state_timeout = ? where id ="
                      + " ?",
                  PoolRows.in(Duration.ofSeconds(30)),
                  contacting);
          server.rows().tie(taken, contacting);
        });

    for (long request : List.of(made, contacting)) {
      await()
          .until(
              () -> server.text("select state from requests where id = ?", request),
              "pending"::equals);
    }
    assertThat(server.get("/api/request/" + made + "/details/").text("assigned_device"))
        .isEqualTo("free");
  }

  @Test
  void requestsThatAreOverdueAskLifeguardOnlyOnce() {
    for (int i = 1; i <= 10; i++) {
      long device = server.rows().panda("panda-" + i, "locked_out");
      server.rows().tie(device, server.rows().request("panda-" + i, "b2g", "closed"));
    }

    restart(
        () -> {
          server.database().update("update devices set state = 'ready'");
          server
              .database()
              .update(
                  "update requests set state = 'contacting_lifeguard',"
                      + " state_timeout = '2026-01-01 00:00:00'");
        });

    await()
        .until(
            () -> server.text("select count(*) from requests where state = 'pending'"),
            "10"::equals);
    assertThat(server.text("select count(*) from request_logs where message like '%cannot do it%'"))
        .isEqualTo("0");
  }

  @Test
  void aResultThatWasNotHeardIsFoundByTheRequest() {
    long device = server.rows().panda("done", "locked_out");
    long request = server.rows().request("done", "b2g", "closed");
    server.rows().tie(device, request);
    server.database().update("update device_requests set imaging_result = 'complete'");

    restart(
        () ->
            server
                .database()
                .update(
                    "update requests set state = 'pending', state_timeout = '2026-01-01"
                        + " 00:00:00'"));

    await()
        .until(
            () -> server.text("select state from requests where id = ?", request), "ready"::equals);
  }

  private String row(long device) {
    return server.text(
        "select concat_ws('|', state, state_counters, state_revision, state_timeout, state_since,"
            + " next_image_id, armed_pxe_config_id) from devices where id = ?",
        device);
  }
}
