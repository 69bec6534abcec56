package io.mozpool.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.Configuration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started while its database is away. */
@Timeout(120)
class AwayDatabaseTest {

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path directory;

  @Test
  void itWaitsSaysSoAndGoesOn() throws Exception {
    int port = freePort();
    int databasePort = freePort();
    String database = "jdbc:h2:tcp://127.0.0.1:" + databasePort + "/pool";

    CompletableFuture<RunningServer> started =
        CompletableFuture.supplyAsync(() -> start(port, database + ";MODE=MySQL;PASSWORD=hush"));

    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              HttpResponse<String> readiness = get(port, "/health/readiness");
              assertThat(readiness.statusCode()).isEqualTo(503);
              assertThat(readiness.body())
                  .contains("\"obstacle\":\"waiting for the database " + database + ": ")
                  .doesNotContain("hush");
            });
    assertThat(get(port, "/health/liveness").statusCode()).isEqualTo(200);
    HttpResponse<String> list = get(port, "/api/device/list/");
    assertThat(list.statusCode()).isEqualTo(503);
    assertThat(list.body()).contains("\"detail\":\"the server starts: waiting for the database");
    assertThat(list.headers().firstValue("Retry-After")).contains("5");

    Server h2 =
        Server.createTcpServer(
                "-tcpPort",
                "" + databasePort,
                "-ifNotExists",
                "-baseDir",
                Files.createDirectory(directory.resolve("h2")).toString())
            .start();
    try {
      RunningServer server = started.get(60, TimeUnit.SECONDS);
      server.open();
      assertThat(get(port, "/health/readiness").statusCode()).isEqualTo(200);
      server.close();
    } finally {
      h2.stop();
    }
  }

  private RunningServer start(int port, String database) {
    try {
      return RunningServer.await(
          Configuration.of(Map.of(), name -> Optional.empty())
              .with("mozpool.port", port)
              .with("mozpool.data", directory.resolve("data").toString())
              .with("mozpool.database.url", database)
              .with(
                  "mozpool.plugins.directory",
                  Files.createDirectory(directory.resolve("plugins")).toString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
