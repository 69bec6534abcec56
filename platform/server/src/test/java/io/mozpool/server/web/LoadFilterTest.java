package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.BeanContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.scheduling.TaskExecutors;
import io.mozpool.host.ConfigurationException;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is refused by a server that has enough to do: one call, which never ends. */
@Timeout(60)
class LoadFilterTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory, Map.of("calls-at-once", 1));
    server.rows().panda("device1", "troubleshooting");
    server.rows().panda("booting", "pxe_booting");
    server.rows().request("any", "b2g", "pending");
    server.rows().request("any", "b2g", "ready");
    server.part(Load.class).begun();
  }

  /** A client has its answer a moment before the call is over. */
  @BeforeEach
  void awaitTheEndOfEarlierCalls() {
    await().until(() -> server.part(Load.class).calls() == 1);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/device/any/request/",
    "POST, /api/device/device1/event/please_self_test/",
    "GET, /api/device/device1/event/please_self_test",
    "POST, /api/device/device1/event/%70lease_self_test/",
    "POST, /api/device/close/event/please_self_test/",
    "POST, /api/device/device1/state-change/troubleshooting/to/ready/",
    "POST, /api/device/device1/power-cycle/",
    "GET, /api/device/list/?details=1",
    "GET, /api/device/device1/state/",
    "GET, /api/request/list/",
    "GET, /api/admin/plugins/",
    "GET, /api/report/status/",
    "GET, /api/nope/",
    "GET, /",
    "GET, /devices/device1",
    "GET, /openapi/",
    "GET, /openapi/mozpool.yml",
    "GET, /assets/index.html",
    "GET, /ui/log.html",
    "GET, /nope"
  })
  void clientsAreToldToComeAgain(String method, String path) {
    Answer answer = server.send(method, path, method.equals("POST") ? "{}" : null);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("detail")).startsWith("1 calls are under way");
    assertThat(server.state(1)).isEqualTo("troubleshooting");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/device/device1/event/nosuchevent/",
        "/api/device/device1/event/closed",
        "/api/request/1/event/lifeguard_finished/",
        "/api/device/device1/bootconfig/",
        "/api/device/device1/state/?cache=1",
        "/api/cluster/",
        "/health",
        "/metrics"
      })
  void whoeverHasSomethingToSayOrAsksForWhatIsInMemoryIsHeard(String path) {
    assertThat(server.get(path).status()).isEqualTo(200);
  }

  @Test
  void aBoardThatBootsGoesOn() {
    assertThat(server.post("/api/device/booting/event/mobile_init_started/", "").at("accepted"))
        .isEqualTo(true);
    assertThat(server.state(2)).isEqualTo("mobile_init_started");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/request/2/renew, 204",
    "GET, /api/request/2/event/close, 200",
    "POST, /api/request/2/return/, 204"
  })
  void whoHoldsADeviceGoesBeforeNewcomersUpToTwiceAsMuch(String method, String path, int status) {
    server.database().update("update requests set state = 'ready' where id = 2");
    String body = method.equals("POST") ? "{\"duration\": 60}" : null;
    assertThat(server.send(method, path, body).status()).isEqualTo(status);

    server.part(Load.class).begun();
    try {
      assertThat(server.send(method, path, body).status()).isEqualTo(503);
    } finally {
      server.part(Load.class).ended();
    }
  }

  @Test
  void whoHoldsADeviceDoesNotWaitForAThreadBehindNewcomers() throws Exception {
    server.database().update("update requests set state = 'ready' where id = 2");
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService newcomers = threads(TaskExecutors.BLOCKING);
    for (int i = 0; i < 100; i++) { // more than there are threads
      newcomers.execute(() -> awaitEnd(end));
    }
    try {
      // each of the newcomers counts as a call: what is asked here is who waits, not who is let in
      IntStream.rangeClosed(1, 100).forEach(i -> server.part(Load.class).ended());
      assertThat(server.post("/api/request/2/renew/", "{\"duration\": 60}").status())
          .isEqualTo(204);
    } finally {
      IntStream.rangeClosed(1, 100).forEach(i -> server.part(Load.class).begun());
      end.countDown();
    }
    assertThat(newcomers.submit(() -> true).get()).isTrue();
  }

  private static void awaitEnd(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ExecutorService threads(String name) {
    return server.part(BeanContext.class).getBean(ExecutorService.class, Qualifiers.byName(name));
  }

  @Test
  void aRefusalCanBeReadByPagesOfThePool() {
    Answer answer = server.send("GET", "/api/request/list/", null, "Origin", "http://there");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Access-Control-Allow-Origin")).contains("http://there");
  }

  @Test
  void filesOfBoardsAreNotRefused() {
    assertThat(server.get("/scripts/nope").status()).isEqualTo(404);
  }

  @Test
  void statesFromMemoryFilesOfBoardsAndMonitoringAreRefusedAtTwiceAsMuch() {
    server.part(Load.class).begun();
    try {
      assertThat(server.get("/api/device/device1/state/?cache=1").status()).isEqualTo(503);
      assertThat(server.get("/scripts/nope").status()).isEqualTo(503);
      assertThat(server.get("/health").status()).isEqualTo(503);
      assertThat(server.get("/metrics").status()).isEqualTo(503);
      assertThat(server.tell("device1", "nosuchevent").status()).isEqualTo(200);
    } finally {
      server.part(Load.class).ended();
    }
  }

  @Test
  void aConnectionWhoseCallWasRefusedWithItsBodyGoesOn() {
    String body = "{\"assignee\": \"" + "x".repeat(100_000) + "\"}";
    assertThat(server.post("/api/device/any/request/", body).status()).isEqualTo(503);
    assertThat(server.tell("device1", "nosuchevent").status()).isEqualTo(200);
  }

  @Test
  void callsAreAnsweredByThreadsThatCountThem() throws Exception {
    ExecutorService threads =
        server
            .part(BeanContext.class)
            .getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.BLOCKING));
    assertThat(threads.submit(() -> Thread.currentThread().getName()).get()).startsWith("client-");
  }

  @Test
  void aCallThatNoThreadWaitsForCountsUntilItsAnswer() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Load load = new Load(1);
    CompletableFuture<String> counted = load.counted(() -> answer);
    assertThat(load.isFull()).isTrue();

    answer.completeExceptionally(new IllegalStateException("the database is away"));

    assertThat(counted).isCompletedExceptionally();
    assertThat(load.isFull()).isFalse();
  }

  @Test
  void aServerThatTakesNoCallsDoesNotStart(@TempDir Path other) {
    assertThatThrownBy(() -> TestServer.prepare(other, Map.of("calls-at-once", 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("mozpool.calls-at-once: expected a number above 0, not '0'");
  }
}
