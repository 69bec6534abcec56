package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.TwoServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one group on one database. */
@Tag("database")
@Timeout(120)
class TwoServersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private TwoServers servers;
  private TestServer a;
  private TestServer b;

  @BeforeEach
  void open() throws IOException {
    servers = TwoServers.in(directory);
    a = servers.a();
    b = servers.b();
    servers.open();
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void aRequestGetsADeviceOfTheOtherServer() {
    servers.pandaOfB("far", "ready");

    Answer made =
        a.post(
            "/api/device/any/request/",
            "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"b2g\", \"b2gbase\": \"x\"}");
    String request = made.text("request.id");

    awaitText("b2g", "select i.name from devices d join images i on i.id = d.next_image_id");
    awaitState("far", "pxe_booting");
    for (String event :
        List.of("mobile_init_started", "b2g_downloading", "b2g_extracting", "b2g_rebooting")) {
      assertThat(b.tell("far", event).at("accepted")).as(event).isEqualTo(true);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> a.get("/api/request/" + request + "/status/").text("state"), "ready"::equals);
    assertThat(b.post("/api/request/" + request + "/return/").status()).isEqualTo(307);
  }

  @Test
  void whoTakesOverGoesOnWithTheDevicesOfTheOther() {
    long device = servers.pandaOfB("far", "self_test_running");
    assertThat(a.tell("far", "self_test_ok").status()).isEqualTo(302);

    b.close();

    await()
        .atMost(PATIENCE)
        .until(
            () -> a.get("/api/cluster/").text(member(servers.fqdnOfB()) + ".lease_holder"),
            servers.fqdnOfA()::equals);
    assertThat(a.tell("far", "self_test_ok").at("accepted")).isEqualTo(true);
    assertThat(a.state(device)).isEqualTo("ready");

    b = servers.bAgain();
    b.open();
    await().atMost(PATIENCE).until(() -> b.part(Leases.class).held().size() == 1);
    assertThat(a.part(Leases.class).held()).hasSize(1);
    assertThat(a.tell("far", "self_test_ok").header("Location"))
        .contains("http://" + servers.fqdnOfB() + "/api/device/far/event/self_test_ok/");
    assertThat(a.get("/api/cluster/").text(member(servers.fqdnOfB()) + ".epoch")).isEqualTo("3");
  }

  @Test
  void whoGivesALeaseBackGoesOnWithItsOwnDevices() {
    b.close();
    await().atMost(PATIENCE).until(() -> a.part(Leases.class).held().size() == 2);
    long device = a.rows().panda("near", "ready");
    CountDownLatch answer = new CountDownLatch(1);
    a.hardware()
        .on(
            "cycle near",
            deadline -> {
              answer.await();
              return true;
            });
    a.tell("near", "please_power_cycle");
    await().atMost(PATIENCE).until(() -> a.hardware().count("cycle near") == 1);

    b = servers.bAgain();
    b.open();

    await().atMost(PATIENCE).until(() -> a.hardware().count("cycle near") == 2);
    answer.countDown();
    await().atMost(PATIENCE).until(() -> a.state(device), "pc_rebooting"::equals);
    assertThat(a.part(Leases.class).held()).hasSize(1);
  }

  private String member(String fqdn) {
    boolean first = fqdn.compareTo(servers.fqdnOfA()) < 0 || fqdn.compareTo(servers.fqdnOfB()) < 0;
    return "servers." + (first ? 0 : 1);
  }

  private void awaitState(String device, String state) {
    awaitText(state, "select state from devices where name = '" + device + "'");
  }

  private void awaitText(String expected, String sql) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .untilAsserted(() -> assertThat(a.text(sql)).isEqualTo(expected));
  }
}
