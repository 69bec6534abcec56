package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.net.ServerSocket;
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

/** Two servers of one group on one database. */
@Tag("database")
@Timeout(120)
class TwoServersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private String fqdnOfA;
  private String fqdnOfB;
  private TestServer a;
  private TestServer b;

  @BeforeEach
  void open() throws IOException {
    fqdnOfA = "localhost:" + freePort();
    fqdnOfB = "localhost:" + freePort();
    a = server("a", fqdnOfA, fqdnOfB);
    b = server("b", fqdnOfB, fqdnOfA);
    a.rows().catalogue();
    a.open();
    b.open();
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void aRequestGetsADeviceOfTheOtherServer() {
    foreign("far", "ready");

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
    long device = foreign("far", "self_test_running");
    assertThat(a.tell("far", "self_test_ok").status()).isEqualTo(302);

    b.close();

    await()
        .atMost(PATIENCE)
        .until(
            () -> a.get("/api/cluster/").text(member(fqdnOfB) + ".lease_holder"), fqdnOfA::equals);
    assertThat(a.tell("far", "self_test_ok").at("accepted")).isEqualTo(true);
    assertThat(a.state(device)).isEqualTo("ready");

    b = server("b", fqdnOfB, fqdnOfA);
    b.open();
    await().atMost(PATIENCE).until(() -> b.part(Leases.class).held().size() == 1);
    assertThat(a.part(Leases.class).held()).hasSize(1);
    assertThat(a.tell("far", "self_test_ok").header("Location"))
        .contains("http://" + fqdnOfB + "/api/device/far/event/self_test_ok/");
    assertThat(a.get("/api/cluster/").text(member(fqdnOfB) + ".epoch")).isEqualTo("3");
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

    b = server("b", fqdnOfB, fqdnOfA);
    b.open();

    await().atMost(PATIENCE).until(() -> a.hardware().count("cycle near") == 2);
    answer.countDown();
    await().atMost(PATIENCE).until(() -> a.state(device), "pc_rebooting"::equals);
    assertThat(a.part(Leases.class).held()).hasSize(1);
  }

  private TestServer server(String name, String fqdn, String peer) {
    return TestServer.prepare(
        directory.resolve(name),
        Map.of(
            "fqdn",
            fqdn,
            "port",
            Integer.parseInt(fqdn.substring(fqdn.indexOf(':') + 1)),
            "peers",
            List.of(peer),
            "database.url",
            TestStorage.isEmbedded()
                ? "jdbc:h2:file:" + directory.resolve("shared") + ";MODE=MySQL"
                : TestStorage.url(directory),
            "lease.time",
            "1500ms",
            "lease.renewal",
            "300ms"));
  }

  /** A panda of server B. */
  private long foreign(String name, String state) {
    long device = a.rows().panda(name, state);
    a.rows()
        .set(
            device, "imaging_server_id = (select id from imaging_servers where fqdn = ?)", fqdnOfB);
    return device;
  }

  private String member(String fqdn) {
    return "servers." + (fqdn.compareTo(fqdn.equals(fqdnOfA) ? fqdnOfB : fqdnOfA) < 0 ? 0 : 1);
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
