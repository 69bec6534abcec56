package io.mozpool.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command that waits for a device and is ended by a signal. */
class SignalIT {

  private static final String REQUEST =
      """
      {"id": 7, "requested_device": "any", "assigned_device": "p1", "assignee": "me",
       "expires": "2026-01-31T12:00:00", "environment": "any", "image": "b2g",
       "boot_config": "{}", "url": "http://localhost/api/request/7/"}
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129"})
  void theRequestIsReturned(String signal, int exitCode) throws Exception {
    assumeFalse(isIgnored(exitCode - 128), "nohup, or a shell, has commands ignore it, too");
    assertThat(endWaiting(signal)).isEqualTo(exitCode);

    assertThat(asked).contains("POST /api/request/7/return/");
    assertThat(directory.resolve("err")).hasContent("mozpool: request 7 is returned\n");
  }

  @Test
  void theRequestMayBeKept() throws Exception {
    assertThat(endWaiting("TERM", "--keep")).isEqualTo(143);

    assertThat(asked).doesNotContain("POST /api/request/7/return/");
    assertThat(Files.readString(directory.resolve("err")))
        .startsWith("mozpool: request 7 is kept: '")
        .contains("request return 7 --server http://127.0.0.1:")
        .hasLineCount(1);
  }

  private static boolean isIgnored(int signal) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .anyMatch(ignored -> (ignored >> (signal - 1)) % 2 == 1);
  }

  private int endWaiting(String signal, String... more) throws Exception {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    List<String> words =
        List.of("request", "new", "--image=b2g", "--duration=1h", "--wait", "--server", url);
    Process command =
        new Launcher(directory)
            .start(Stream.concat(words.stream(), List.of(more).stream()).toArray(String[]::new));
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> asked.contains("GET /api/request/7/status/"));
      new ProcessBuilder("kill", "-" + signal, "" + command.pid()).start().waitFor();
      assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return command.exitValue();
    } finally {
      command.destroyForcibly();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add(question);
    String answer =
        switch (question) {
          case "POST /api/device/any/request/" -> "{\"request\": " + REQUEST + "}";
          case "GET /api/request/7/status/" -> "{\"state\": \"pending\", \"log\": []}";
          default -> "{}";
        };
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
