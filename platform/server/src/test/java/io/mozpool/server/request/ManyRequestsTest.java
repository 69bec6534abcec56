package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class ManyRequestsTest {

  private static final String BODY =
      "{\"assignee\": \"me\", \"duration\": 3600, \"image\": \"android\"}";

  @TempDir static Path directory;
  private static TestServer server;
  private static ExecutorService clients;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    clients = Executors.newFixedThreadPool(32);
  }

  @AfterAll
  static void close() {
    clients.shutdownNow();
    server.close();
  }

  @Test
  void twoHundredRequestsAtOnceUseFiftyDevicesOnceEach() {
    server.rows().pandas(50, "panda", "ready");

    List<Answer> answers =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> server.post("/api/device/any/request/", BODY), clients))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    await().atMost(Duration.ofSeconds(20)).until(() -> count("device_requests") == 50);
    assertThat(count("device_requests")).isEqualTo(50);
    assertThat(server.text("select count(distinct request_id) from device_requests"))
        .isEqualTo("50");
    assertThat(server.text("select count(*) from requests where state = 'finding_device'"))
        .isEqualTo("150");
    await()
        .until(
            () -> server.text("select count(*) from requests where state = 'pending'"),
            "50"::equals);
  }

  private static long count(String table) {
    return Long.parseLong(server.text("select count(*) from " + table));
  }
}
