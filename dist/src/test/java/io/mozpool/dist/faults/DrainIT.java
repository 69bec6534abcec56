package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.dist.Launcher;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that gets SIGTERM in the middle of something, and the one that goes on; and one whose
 * database is of another time.
 */
@Tag("faults")
class DrainIT {

  private static final Duration AT_MOST = Duration.ofSeconds(20);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final List<PlainServer> servers = new ArrayList<>();
  private MariaDb database;

  @BeforeEach
  void startDatabase() throws Exception {
    database = MariaDb.start(directory.resolve("mariadb"), List.of("pool"));
  }

  @AfterEach
  void end() {
    servers.forEach(PlainServer::close);
    database.close();
  }

  @Test
  void withAnEffectThatHangsItEndsInTimeAndItsPeerGoesOnAtOnce() throws Exception {
    int one = Launcher.freePort();
    int two = Launcher.freePort();
    PlainServer first = start(one, two, "");
    first.awaitAnswers();
    start(two, one, "").awaitAnswers();
    try (HangingRelay relay = new HangingRelay()) {
      insertDevice(one, relay.port());
      assertThat(first.post("api/device/hung/event/please_power_cycle/").statusCode())
          .isEqualTo(200);
      relay.awaitConnection();
      CompletableFuture<HttpResponse<String>> accepted = first.getLater("api/relay/relay/test/");
      await().until(() -> first.get("health/readiness").statusCode() == 200);

      Instant begun = Instant.now();
      first.process().destroy();

      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> first.get("health/readiness").statusCode() == 503);
      assertThat(first.get("health/liveness").statusCode()).isEqualTo(200);
      assertThat(first.post("api/device/other/event/please_power_cycle/").body())
          .contains("\"accepted\":true");
      assertThat(first.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      Duration took = Duration.between(begun, Instant.now());
      System.out.printf("drained in %d ms%n", took.toMillis());
      assertThat(took).isLessThan(AT_MOST);
      assertThat(first.process().exitValue()).isEqualTo(143);
      assertThat(accepted.join().body()).contains("success");
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> holder(one).equals(List.of("127.0.0.1:" + two)));
      await().until(() -> relay.connections() > 1); // the peer asks again
    }
  }

  @Test
  void aDatabaseOfAnotherTimeIsRefusedWithBothMoments() throws Exception {
    int port = Launcher.freePort();
    PlainServer server = start(port, port, "&sessionVariables=timestamp=1700000000");

    assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(server.process().exitValue()).isEqualTo(2);
    assertThat(server.log())
        .containsPattern("mozpool: the clocks differ: it is 20\\S+ here and 2023-11-14T22:13:20");
  }

  private PlainServer start(int port, int peer, String options) throws Exception {
    PlainServer server =
        PlainServer.start(
            directory,
            database,
            port,
            peer,
            options,
            """
            plugins:
              disabled: [example, fake, ping, pxe]
            """,
            "");
    servers.add(server);
    return server;
  }

  /** Two devices that are a person's, one on a relay board that never answers. */
  private void insertDevice(int server, int relayPort) throws Exception {
    String fqdn = "127.0.0.1:" + server;
    String relay = "127.0.0.1:" + relayPort;
    database.execute("insert into hardware_types (type, model) values ('panda', 'x')");
    for (String name : List.of("hung", "other")) {
      database.execute(
          """
          insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,
            imaging_server_id, addresses, environment, state, state_counters, boot_config)
          select '%1$s', '127.0.0.1', %2$d, '%3$012x', t.id, s.id,
            '{"power":"proxr://%4$s/bank1/relay1"}', 'any', 'troubleshooting', '{}', ''
          from hardware_types t, imaging_servers s where s.fqdn = '%5$s'
          """
              .formatted(name, name.length(), name.length(), relay, fqdn));
    }
    database.execute(
        """
        insert into relay_boards (name, fqdn, imaging_server_id)
        select 'relay', '%s', id from imaging_servers where fqdn = '%s'
        """
            .formatted(relay, fqdn));
  }

  private List<String> holder(int server) throws Exception {
    return database.query(
        "select lease_holder from imaging_servers where fqdn = '127.0.0.1:" + server + "'");
  }
}
