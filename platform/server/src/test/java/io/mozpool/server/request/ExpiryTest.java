package io.mozpool.server.request;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.TestServer;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A request that was renewed is not closed by a look at the clock that came before. */
@Tag("database")
@Timeout(120)
class ExpiryTest {

  private static final int CLIENTS = 16;
  private static final int REQUESTS = 320;

  @TempDir static Path directory;
  private static TestServer server;
  private static ExecutorService clients;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    clients = Executors.newFixedThreadPool(CLIENTS);
  }

  @AfterAll
  static void close() {
    clients.shutdownNow();
    server.close();
  }

  @Test
  void aRequestThatWasRenewedSinceTheLookAtTheClockStaysOpen() {
    long request = server.rows().request("any", "b2g", "ready");

    Outcome outcome = expire(request, new Arguments(Map.of("cutoff", now())));

    assertThat(outcome.accepted()).isFalse();
    assertThat(state(request)).isEqualTo("ready");
  }

  @Test
  void anExpireThatIsPostedClosesWhateverTheClockSays() {
    long request = server.rows().request("any", "b2g", "ready");

    assertThat(server.post("/api/request/" + request + "/event/expire/").at("accepted"))
        .isEqualTo(true);

    assertThat(state(request)).isEqualTo("closed");
  }

  @RepeatedTest(5)
  void noRenewalThatWasAnsweredIsFollowedByAClose() {
    List<Long> requests =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> server.rows().request("any", "b2g", "pending"))
            .toList();
    server
        .database()
        .update(
            "update requests set expires = ? where id >= ?",
            PoolRows.in(Duration.ofSeconds(1)),
            requests.get(0));

    List<Boolean> renewed =
        requests.stream().map(ExpiryTest::renewAroundTheEnd).toList().stream()
            .map(CompletableFuture::join)
            .toList();

    List<Long> open =
        IntStream.range(0, REQUESTS).filter(renewed::get).mapToObj(requests::get).toList();
    await().untilAsserted(() -> assertThat(pending()).isEqualTo(open));
    server
        .database()
        .update(
            "update requests set state = 'closed', state_timeout = null,"
                + " state_revision = state_revision + 1");
  }

  /** Renewals are spread over the second in which the server looks at the clock. */
  private static CompletableFuture<Boolean> renewAroundTheEnd(long request) {
    Executor later =
        CompletableFuture.delayedExecutor(
            ThreadLocalRandom.current().nextLong(900, 2300), MILLISECONDS, clients);
    return CompletableFuture.supplyAsync(
        () -> {
          int status =
              server.post("/api/request/" + request + "/renew/", "{\"duration\": 3600}").status();
          assertThat(status).isIn(204, 409);
          return status == 204;
        },
        later);
  }

  private static String now() {
    return String.valueOf(PoolRows.in(Duration.ZERO));
  }

  private static Outcome expire(long request, Arguments arguments) {
    return server.part(Requests.class).event(request, "expire", arguments).join();
  }

  private static List<Long> pending() {
    return server
        .database()
        .all(row -> row.getLong(1), "select id from requests where state = 'pending' order by id");
  }

  private static String state(long request) {
    return server.text("select state from requests where id = ?", request);
  }
}
