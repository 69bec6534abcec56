package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What talked to the reference goes on as it always has: test systems that poll a request's URL,
 * and the shell scripts of the live image.
 */
class OldClientsIT {

  private static final String URLLIB =
      "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())";

  private static final String WISH =
      "{\"assignee\": \"slave-1\", \"duration\": 600, \"image\": \"b2g\","
          + " \"b2gbase\": \"http://builds/b2g\", \"pxe_config\": null}";

  @TempDir static Path directory;
  private static PoolProcesses pool;
  private final ObjectMapper mapper = new ObjectMapper();

  @BeforeAll
  static void start() throws Exception {
    pool = PoolProcesses.ofDemo(directory, 1, 600);
    pool.startServer();
  }

  @AfterAll
  static void stop() throws Exception {
    pool.close();
  }

  @Test
  void aTestSystemGetsItsDeviceByPollingTheUrlOfItsRequest() throws Exception {
    for (String type : List.of("application/json", "application/x-www-form-urlencoded", "")) {
      JsonNode request =
          json(curl("-H", "Content-Type: " + type, "-d", WISH, "/api/device/any/request/"))
              .get("request");
      String url = request.get("url").asText();
      String path = "/api/request/" + request.get("id") + "/";
      assertThat(url).endsWith(path);

      await()
          .atMost(PoolProcesses.PATIENCE)
          .until(
              () -> json(run("curl", "-s", url + "status/")).get("state").asText(),
              "ready"::equals);

      assertThat(curl("-o", "-", "-w", "%{http_code}", "-d", "{\"duration\": 60}", path + "renew/"))
          .isEqualTo("204");
      assertThat(curl("-o", "-", "-w", "%{http_code}", "-X", "POST", path + "return/"))
          .isEqualTo("204");
      await()
          .atMost(PoolProcesses.PATIENCE)
          .until(() -> pool.deviceState("fake-0001"), "ready"::equals);
    }
  }

  @Test
  void scriptsOfTheLiveImageTellTheirEvents() throws Exception {
    String event = pool.url() + "/api/device/fake-0001/event/android_rebooting/";

    for (String[] command :
        List.of(
            new String[] {"busybox", "wget", "-q", "-O", "-", event},
            new String[] {"busybox", "wget", "-q", "-O", "-", "--post-data", "", event},
            new String[] {"wget", "-q", "-O", "-", event},
            new String[] {"python3", "-c", URLLIB, event},
            new String[] {"curl", "-s", event},
            new String[] {"curl", "-s", "-d", "", event})) {
      assertThat(json(run(command)).get("accepted").isBoolean()).isTrue();
    }
    assertThat(
            run(
                "busybox",
                "wget",
                "-q",
                "-O",
                "-",
                pool.url() + "/api/device/fake-0001/bootconfig/"))
        .startsWith("{");
  }

  @Test
  void javasOwnClientTellsAnEvent() throws Exception {
    URL event = new URL(pool.url() + "/api/device/fake-0001/event/android_rebooting/");

    try (InputStream answer = event.openConnection().getInputStream()) {
      assertThat(json(new String(answer.readAllBytes(), UTF_8)).get("accepted").isBoolean())
          .isTrue();
    }
  }

  @Test
  void aBootLoaderThatNamesNoHostIsServed() throws Exception {
    URI server = URI.create(pool.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket
          .getOutputStream()
          .write("GET /api/device/fake-0001/bootconfig/ HTTP/1.0\r\n\r\n".getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains(" 200 ");
    }
  }

  private String curl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-s"));
    command.addAll(List.of(arguments));
    command.set(command.size() - 1, pool.url() + command.get(command.size() - 1));
    return run(command.toArray(String[]::new));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  private JsonNode json(String text) throws Exception {
    return mapper.readTree(text);
  }
}
