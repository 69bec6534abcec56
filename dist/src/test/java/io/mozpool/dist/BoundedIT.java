package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One client at 127.0.0.2 that sends, or leaves unread, what it likes. Four clients at 127.0.0.1,
 * who speak for their boards, are answered all the time; afterwards heap, direct memory and
 * descriptors are as before. Netty keeps buffers that it once needed, so all that needs many is
 * done once before. How fast they are answered, {@code mozpool bench} says.
 */
@Tag("long")
@Timeout(900)
class BoundedIT {

  private static final int BODY = 120_000;
  private static final int SENT = 100_000;
  private static final Percentage LIKE_BEFORE = Percentage.withPercentage(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void whateverOneClientDoesOthersAreServedAndAllIsAsBefore() throws Exception {
    try (PoolProcesses pool = PoolProcesses.ofDemo(directory, 10, 60)) {
      Process server = pool.startServer();
      Vitals vitals = new Vitals(pool.url(), server.pid());
      try (BoardEvents events = BoardEvents.start(pool.client(), pool.url())) {
        events.await(200);
        bother(pool);
        leaveAnswersUnread(pool, vitals);
        Vitals.Figures before = vitals.atRest();

        bother(pool);
        sendBodiesThatStandStill(pool, vitals);
        leaveAnswersUnread(pool, vitals);
        listen(pool);
        beginBackups(pool);
        events.await(100);

        assertLike(before, vitals);
      }
      assertThat(PlainHttp.get(pool.url() + "/health/readiness")).contains("\"UP\"");
    }
  }

  /** Netty has less direct memory than this client sends; what is left is the database's. */
  @Test
  void theDatabaseGoesOnWhenClientsHaveAllOfNettysMemory() throws Exception {
    try (PoolProcesses pool = PoolProcesses.ofDemo(directory, 10, 60)) {
      pool.set("connections-per-address: 900");
      pool.javaOptions("-XX:MaxDirectMemorySize=48m -Dio.netty.maxDirectMemory=25165824");
      pool.startServer();
      try (Assailants all = new Assailants(pool.url())) {
        all.come(620, slowBody());
        await().atMost(PATIENCE).until(() -> pool.log("server").contains("direct memory"));
      }

      String comments = pool.url() + "/api/device/fake-0001/set-comments/";
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(
              () -> PlainHttp.post(comments, "{\"comments\": \"written after all that\"}"),
              status -> status == 200);
      assertThat(PlainHttp.get(pool.url() + "/api/device/fake-0001/"))
          .contains("written after all that");
    }
  }

  private static void bother(PoolProcesses pool) throws Exception {
    try (Assailants all = new Assailants(pool.url())) {
      all.come(200, slowBody());
    }
    try (Assailants all = new Assailants(pool.url())) {
      all.come(200, get("/api/device/list/?details"));
    }
  }

  /** Each of them is refused at once, or loses its connection. */
  private static void sendBodiesThatStandStill(PoolProcesses pool, Vitals vitals) throws Exception {
    int all = 620;
    String dropped = "mozpool_connections_dropped_total{reason=\"request\"}";
    String refused = "mozpool_connections_refused_total{bound=\"address\"}";
    double droppedBefore = vitals.sum(dropped);
    double refusedBefore = vitals.sum(refused);
    try (Assailants assailants = new Assailants(pool.url())) {
      assailants.come(all, slowBody());
      await()
          .atMost(PATIENCE)
          .until(
              () -> vitals.sum(dropped) - droppedBefore + vitals.sum(refused) - refusedBefore,
              ended -> ended >= all);
    }
    assertThat(vitals.sum(dropped)).isGreaterThan(droppedBefore);
    assertThat(vitals.sum(refused)).isGreaterThan(refusedBefore);
  }

  /** More than the sockets of both ends hold. */
  private static void leaveAnswersUnread(PoolProcesses pool, Vitals vitals) throws Exception {
    String several =
        get("/api/device/list/?details").repeat(20)
            + get("/openapi/res/swagger-ui-bundle.js").repeat(20);
    double dropped = vitals.sum("mozpool_connections_dropped_total{reason=\"answer\"}");
    try (Assailants all = new Assailants(pool.url())) {
      all.come(200, several);
      await()
          .atMost(PATIENCE)
          .until(
              () -> vitals.sum("mozpool_connections_dropped_total{reason=\"answer\"}"),
              now -> now > dropped);
    }
  }

  private static void listen(PoolProcesses pool) throws Exception {
    try (Assailants all = new Assailants(pool.url())) {
      all.come(3_000, get("/api/events/"));
    }
  }

  private static void beginBackups(PoolProcesses pool) throws Exception {
    for (int round = 0; round < 4; round++) {
      try (Assailants all = new Assailants(pool.url())) {
        all.come(40, get("/api/admin/backup/"));
      }
    }
  }

  private static void assertLike(Vitals.Figures before, Vitals vitals) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(
            () -> {
              Vitals.Figures after = vitals.atRest();
              assertLike("heap", before, after, Vitals.Figures::heap);
              assertLike("direct memory", before, after, Vitals.Figures::direct);
              assertLike("descriptors", before, after, Vitals.Figures::descriptors);
            });
  }

  private static void assertLike(
      String what,
      Vitals.Figures before,
      Vitals.Figures after,
      ToDoubleFunction<Vitals.Figures> figure) {
    double was = figure.applyAsDouble(before);
    assertThat(figure.applyAsDouble(after))
        .as("%s: %s, then %s", what, before, after)
        .isLessThan(was * (1 + LIKE_BEFORE.value / 100));
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String slowBody() {
    return ("POST /api/device/fake-0001/set-comments/ HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: %d\r\n\r\n{\"comments\": \"")
            .formatted(BODY)
        + "x".repeat(SENT);
  }
}
