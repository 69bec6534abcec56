package io.mozpool.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.health.HealthStatus;
import io.mozpool.server.Answer;
import io.mozpool.server.RealTime;
import io.mozpool.server.TestServer;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.SoleLease;
import io.mozpool.server.database.Outage;
import io.mozpool.server.device.Devices;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.request.Requests;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Whether a server is alive and ready, and what it does when it is told to end. */
@Tag("database")
@Timeout(60)
class HealthTest {

  @TempDir Path directory;
  private final CountDownLatch release = new CountDownLatch(1);
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  @Test
  void aServerThatWorksIsAliveAndReady() {
    assertThat(status("liveness")).isEqualTo(200);
    assertThat(status("readiness")).isEqualTo(200);
  }

  @Test
  void workersThatAreAllStuckMakeItDeadAndSaySo() throws InterruptedException {
    ManualTime time = new ManualTime();
    try (Workers workers = new Workers(RealTime.THREADS, RealTime.TIME, 1)) {
      Watchdog dog =
          new Watchdog(
              server.part(Devices.class),
              server.part(Requests.class),
              workers,
              RealTime.THREADS,
              time);
      workers.execute(
          () -> {
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      dog.look();
      assertThat(dog.stuck()).isEmpty();
      time.pass(Duration.ofMinutes(2));
      dog.look();
      assertThat(dog.stuck())
          .singleElement()
          .asString()
          .startsWith("no worker has been free since ");

      release.countDown();
      await().until(() -> dog.stuck().isEmpty());
    }
  }

  @Test
  void aThreadOfTheCoreThatDoesNotComeBackEndsTheProcess() {
    List<String> halted = new CopyOnWriteArrayList<>();
    Threads threads = new Threads(halted::add);
    ManualTime time = new ManualTime();
    try (Workers workers = new Workers(threads, time, 1)) {
      Watchdog dog =
          new Watchdog(
              server.part(Devices.class), server.part(Requests.class), workers, threads, time);
      workers.execute(
          () -> {
            try {
              release.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      await().until(() -> !threads.tasks().isEmpty());
      dog.look();
      time.pass(Duration.ofHours(1)); // a machine that was suspended has lost nothing
      for (int looks = 1; looks < 24; looks++) {
        dog.look();
      }
      assertThat(halted).isEmpty();

      dog.look();

      assertThat(halted)
          .containsExactly("thread worker-1 has not come back from a call within 120 s");
      release.countDown();
    }
  }

  @Test
  void whileItDrainsItIsAliveAndNotReadyAndWaitsForOpenEffects() throws Exception {
    long device = server.rows().panda("slow", "troubleshooting");
    server.hardware().on("cycle slow", deadline -> block());
    server.tell("slow", "please_power_cycle");
    await().until(() -> server.hardware().count("cycle slow") == 1);

    CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain);

    await().until(() -> status("readiness") == 503);
    assertThat(server.get("/health/readiness").body()).contains("the server is stopping");
    assertThat(status("liveness")).isEqualTo(200);
    assertThat(drained).isNotDone();
    release.countDown();
    drained.join();
    await().until(() -> server.state(device), "pc_rebooting"::equals);
  }

  @Test
  void whileItDrainsStepsAreStoredAndHardwareIsNotAsked() throws Exception {
    server.rows().panda("slow", "troubleshooting");
    long other = server.rows().panda("other", "troubleshooting");
    server.hardware().on("cycle slow", deadline -> block());
    server.tell("slow", "please_power_cycle");
    await().until(() -> server.hardware().count("cycle slow") == 1);
    CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain);
    await().until(() -> status("readiness") == 503);

    assertThat(server.tell("other", "please_power_cycle").text("accepted")).isEqualTo("true");
    server.post("/api/device/other/power-off/", "{}");

    assertThat(server.state(other)).isEqualTo("pc_power_cycling");
    await()
        .until(
            () -> server.log("/api/device/other/log/"),
            log -> log.contains("power off failed: the server is stopping"));
    release.countDown();
    drained.join();
    assertThat(server.hardware().calls()).containsExactly("cycle slow");
  }

  @Test
  void anEffectThatDoesNotEndIsBrokenOff() throws Exception {
    long device = server.rows().panda("hung", "troubleshooting");
    server.hardware().on("cycle hung", deadline -> block());
    server.tell("hung", "please_power_cycle");
    await().until(() -> server.hardware().count("cycle hung") == 1);
    Instant begun = Instant.now();

    server.drain();
    server.close();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(15));
    server = TestServer.prepare(directory, Map.of());
    assertThat(server.state(device)).isEqualTo("pc_power_cycling");
  }

  @Test
  void aStorageCheckThatIsBrokenOffIsNoFailure() throws Exception {
    long device = server.rows().panda("checked", "troubleshooting");
    server.hardware().on("storage checked", deadline -> block());
    server.post("/api/device/checked/state-change/troubleshooting/to/sut_sdcard_verifying/", "{}");
    await().until(() -> server.hardware().count("storage checked") == 1);

    server.drain();
    server.close();

    server = TestServer.prepare(directory, Map.of());
    assertThat(server.state(device)).isEqualTo("sut_sdcard_verifying");
    assertThat(server.text("select state_counters from devices where id = ?", device))
        .isEqualTo("{}");
  }

  @Test
  void anAnswerThatIsOnItsWayIsSent() throws Exception {
    server.rows().panda("slow", "troubleshooting");
    server.hardware().on("probe slow", deadline -> block());
    CompletableFuture<Answer> ping =
        CompletableFuture.supplyAsync(() -> server.get("/api/device/slow/ping/"));
    await().until(() -> server.hardware().count("probe slow") == 1);
    CompletableFuture<Void> drained = CompletableFuture.runAsync(this::drain);
    await().until(() -> status("readiness") == 503);

    release.countDown();
    drained.join();
    server.close();

    assertThat(ping.join().body()).isEqualTo("{\"success\":true}");
  }

  @Test
  void aServerWithoutItsLeaseIsReadyOnlyAsLongAsItHasNoDevices() {
    Readiness without =
        new Readiness(
            server.part(ImagingServer.class),
            new SoleLease(List.of()),
            server.database(),
            server.part(Outage.class),
            ForkJoinPool.commonPool());
    assertThat(status(without)).isEqualTo(HealthStatus.UP);

    server.rows().panda("needy", "ready");

    assertThat(status(without)).isEqualTo(HealthStatus.DOWN);
  }

  private static HealthStatus status(Readiness readiness) {
    return Mono.from(readiness.getResult()).block().getStatus();
  }

  private boolean block() throws InterruptedException {
    release.await();
    return true;
  }

  private void drain() {
    try {
      server.drain();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int status(String what) {
    return server.get("/health/" + what).status();
  }
}
