package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.database.TestStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away under a server, and comes back. */
@Timeout(90)
class DatabaseOutageTest {

  private static final String WISH =
      "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}";

  @TempDir Path directory;
  private final ExecutorService clients = Executors.newFixedThreadPool(8);
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    clients.shutdownNow();
    server.close();
  }

  @Test
  void whatIsAskedWhileItIsAwayIsToldToTryAgainAndAfterwardsAllGoesOn() throws Exception {
    long due = server.rows().panda("due", "self_test_running");
    server.rows().panda("free", "locked_out");
    server.rows().set(due, "state_timeout = ?", PoolRows.in(Duration.ofSeconds(2)));
    try (LogCapture log = new LogCapture()) {
      takeAway();

      List<CompletableFuture<Answer>> answers =
          List.of(
              ask(() -> server.get("/api/device/free/state/")),
              ask(() -> server.get("/api/device/list/?details")),
              ask(() -> server.get("/api/image/list/")),
              ask(() -> server.post("/api/device/free/event/please_self_test/")),
              ask(() -> server.post("/api/device/any/request/", WISH)),
              ask(() -> server.post("/api/request/1/renew/", "{\"duration\": 60}")));
      CompletableFuture<Answer> health = ask(() -> server.get("/health"));

      for (CompletableFuture<Answer> each : answers) {
        Answer answer = each.join();
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).contains("1");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.text("detail")).isEqualTo("the database does not answer");
      }
      assertThat(health.join().status()).isEqualTo(503);
      assertThat(health.join().text("status")).isEqualTo("DOWN");
      assertThat(server.get("/api/version/").status()).isEqualTo(200);
      assertThat(log.messages(Level.ERROR)).hasSize(1);

      bringBack();

      await().until(() -> log.messages(Level.INFO).toString().contains("answers again"));
      assertThat(log.messages(Level.ERROR)).hasSize(1);
    }
    await().until(() -> server.state(due), "failed_self_test"::equals);
    assertThat(server.post("/api/device/free/state-change/locked_out/to/ready/").status())
        .isEqualTo(200);
    Answer request = server.post("/api/device/any/request/", WISH);
    assertThat(request.text("request.assigned_device")).isEqualTo("free");
    await().until(() -> server.get("/health").status() == 200);
  }

  @Test
  void aDatabaseThatIsClosedUnderABusyServerIsOpenedAgain() throws Exception {
    server.rows().pandas(4, "busy", "troubleshooting");
    AtomicBoolean busy = new AtomicBoolean(true);
    List<CompletableFuture<Void>> work =
        List.of(1, 2, 3, 4).stream()
            .map(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          while (busy.get()) {
                            server.get("/api/device/busy" + i + "/status/");
                            server.post("/api/device/busy" + i + "/event/nosuchevent/");
                            server.post(
                                "/api/device/busy"
                                    + i
                                    + "/state-change/troubleshooting/to/troubleshooting/");
                          }
                        },
                        clients))
            .toList();
    for (int round = 0; round < 3; round++) {
      execute("shutdown");
      await()
          .until(
              () ->
                  List.of(1, 2, 3, 4).stream()
                      .allMatch(
                          i -> server.get("/api/device/busy" + i + "/state/").status() == 200));
    }
    busy.set(false);
    work.forEach(CompletableFuture::join);

    for (int i = 1; i <= 4; i++) {
      String change = "/api/device/busy" + i + "/state-change/troubleshooting/to/locked_out/";
      assertThat(server.post(change).status()).isEqualTo(200);
    }
  }

  private CompletableFuture<Answer> ask(Supplier<Answer> question) {
    return CompletableFuture.supplyAsync(question, clients);
  }

  /** Closes the database and puts something in its place that cannot be opened. */
  private void takeAway() throws SQLException, IOException {
    execute("shutdown");
    Path file = directory.resolve("pool.mv.db");
    Files.move(file, directory.resolve("away"));
    Files.createDirectory(file);
    await().until(this::cannotBeOpened); // the server may have been quicker
  }

  private boolean cannotBeOpened() {
    try {
      execute("shutdown");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  private void bringBack() throws IOException {
    Path file = directory.resolve("pool.mv.db");
    Files.delete(file);
    Files.move(directory.resolve("away"), file);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = TestStorage.connect(TestStorage.url(directory))) {
      connection.createStatement().execute(sql);
    }
  }
}
