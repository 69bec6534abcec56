package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.client.MozpoolClient;
import io.mozpool.dist.Launcher;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
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
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private MariaDb database;

  @BeforeEach
  void startDatabase() throws Exception {
    database = MariaDb.start(directory.resolve("mariadb"), List.of("pool"));
  }

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
    database.close();
  }

  @Test
  void withAnEffectThatHangsItEndsInTimeAndItsPeerGoesOnAtOnce() throws Exception {
    int one = Launcher.freePort();
    int two = Launcher.freePort();
    Process first = start(one, two, "");
    awaitServer(one);
    start(two, one, "");
    awaitServer(two);
    try (HangingRelay relay = new HangingRelay()) {
      insertDevice(one, relay.port());
      assertThat(post(one, "device/hung/event/please_power_cycle/").join().statusCode())
          .isEqualTo(200);
      relay.awaitConnection();
      CompletableFuture<HttpResponse<String>> accepted =
          http.sendAsync(
              HttpRequest.newBuilder(uri(one, "api/relay/relay/test/")).build(),
              BodyHandlers.ofString());
      await().until(() -> get(one, "health/readiness") == 200);

      Instant begun = Instant.now();
      first.destroy();

      await().pollInterval(Duration.ofMillis(50)).until(() -> get(one, "health/readiness") == 503);
      assertThat(get(one, "health/liveness")).isEqualTo(200);
      assertThat(post(one, "device/other/event/please_power_cycle/").join().body())
          .contains("\"accepted\":true");
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Duration took = Duration.between(begun, Instant.now());
      System.out.printf("drained in %d ms%n", took.toMillis());
      assertThat(took).isLessThan(AT_MOST);
      assertThat(first.exitValue()).isEqualTo(143);
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
    Process server = start(port, port, "&sessionVariables=timestamp=1700000000");

    assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(server.exitValue()).isEqualTo(2);
    assertThat(Files.readString(directory.resolve(port + ".log")))
        .containsPattern("mozpool: the clocks differ: it is 20\\S+ here and 2023-11-14T22:13:20");
  }

  private Process start(int port, int peer, String options) throws Exception {
    Path file = directory.resolve(port + ".yml");
    Files.writeString(
        file,
        """
        mozpool:
          fqdn: 127.0.0.1:%1$d
          port: %1$d
          peers: ['127.0.0.1:%2$d']
          data: data-%1$d
          database:
            url: jdbc:mysql://127.0.0.1:%3$d/mozpool?sslMode=DISABLED&allowPublicKeyRetrieval=true%4$s
            user: pool
            password: %5$s
          plugins:
            disabled: [example, fake, ping, pxe]
        """
            .formatted(port, peer, database.port(), options, MariaDb.PASSWORD));
    File log = directory.resolve(port + ".log").toFile();
    Process server =
        new ProcessBuilder(Member.LAUNCHER, "server", "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    processes.add(server);
    return server;
  }

  private static void awaitServer(int port) {
    MozpoolClient client =
        new MozpoolClient(URI.create("http://127.0.0.1:" + port)).patient(Duration.ZERO);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> !client.version().isEmpty());
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

  private int get(int port, String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString())
        .statusCode();
  }

  private CompletableFuture<HttpResponse<String>> post(int port, String path) {
    return http.sendAsync(
        HttpRequest.newBuilder(uri(port, "api/" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + "/" + path);
  }
}
