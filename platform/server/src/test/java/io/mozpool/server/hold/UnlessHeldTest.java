package io.mozpool.server.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.stream.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that a request holds is not taken away from it silently. */
@Tag("database")
@Timeout(60)
class UnlessHeldTest {

  private static final String IMAGE = "\"image\": \"b2g\", \"boot_config\": \"{}\"";

  @TempDir static Path directory;
  private static TestServer server;
  private static int boards;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "please_self_test",
        "please_power_cycle",
        "please_start_maintenance",
        "please_image"
      })
  void anEventLeavesAHeldDeviceAloneAndNamesTheHolder(String event) {
    Held held = held();

    Answer inBody =
        server.post(held.url("event/" + event), "{" + IMAGE + ", \"unless_held\": true}");
    Answer inQuery = server.post(held.url("event/" + event) + "?unless_held", "{" + IMAGE + "}");

    for (Answer answer : List.of(inBody, inQuery)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.at("accepted")).isEqualTo(false);
      assertThat(answer.text("reason")).isEqualTo(held.sentence());
    }
    assertThat(server.state(held.device())).isEqualTo("ready");
    assertThat(held.interference()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"power-off", "power-cycle", "clear-pxe", "state-change/ready/to/troubleshooting"})
  void whatGoesPastTheMachineIsAConflictThatNamesTheHolder(String call) {
    Held held = held();
    server.rows().set(held.device(), "armed_pxe_config_id = 1");

    Answer inBody = server.post(held.url(call), "{\"unless_held\": true}");
    Answer inQuery = server.post(held.url(call) + "?unless_held=", "");

    for (Answer answer : List.of(inBody, inQuery)) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("detail")).isEqualTo(held.sentence());
    }
    assertThat(server.state(held.device())).isEqualTo("ready");
    assertThat(server.text("select armed_pxe_config_id from devices where id = ?", held.device()))
        .isEqualTo("1");
    assertThat(server.hardware().calls()).noneMatch(made -> made.endsWith(held.name()));
  }

  @Test
  void theGetsOfOldClientsTakeTheConditionToo() {
    Held held = held();

    assertThat(server.get(held.url("power-off") + "?unless_held").text("detail"))
        .isEqualTo(held.sentence());
    assertThat(server.get(held.url("event/please_self_test") + "?unless_held=1").at("accepted"))
        .isEqualTo(false);
  }

  @Test
  void aDeviceThatNobodyHoldsIsActedOn() {
    String name = "free" + boards++;
    long device = server.rows().panda(name, "ready");
    String url = "/api/device/" + name + "/";

    assertThat(server.post(url + "power-off/?unless_held").body()).isEqualTo("{}");
    assertThat(server.post(url + "power-cycle/?unless_held").body()).isEqualTo("{}");
    assertThat(server.post(url + "clear-pxe/?unless_held").body()).isEqualTo("{}");
    assertThat(server.post(url + "event/please_self_test/?unless_held").at("accepted"))
        .isEqualTo(true);
    assertThat(server.post(url + "state-change/unknown/to/ready/?unless_held").text("detail"))
        .startsWith("device '" + name + "' is in state pxe_")
        .endsWith(", not unknown");

    await().until(() -> server.hardware().count("off " + name) == 1);
    assertThat(server.state(device)).isNotEqualTo("ready");
  }

  @ParameterizedTest
  @CsvSource({
    "event/please_self_test, please_self_test",
    "event/failed, failed",
    "power-off, power off",
    "power-cycle, power cycle",
    "clear-pxe, network boot",
    "state-change/ready/to/locked_out, from ready to locked_out"
  })
  void whatIsDoneAllTheSameStandsInTheRequestsLogAndPageAndInTheStream(String call, String what) {
    Held held = held();
    try (Listener listener = Listener.on(server.port(), "")) {
      assertThat(listener.next().type()).isEqualTo("hello");

      assertThat(server.post(held.url(call), "{}").status()).isEqualTo(200);

      assertThat(held.interference()).startsWith(held.name()).contains(what, " UTC)");
      assertThat(server.get("/api/request/" + held.request() + "/details/").text("interference"))
          .isEqualTo(held.interference());
      await()
          .untilAsserted(
              () ->
                  assertThat(server.log("/api/request/" + held.request() + "/log/"))
                      .anyMatch(line -> line.startsWith(held.name()) && line.contains(what)));
      listener.next(
          "request", "\"id\":" + held.request() + ",", "\"interference\":\"" + held.name());
    }
    assertThat(server.text("select state from requests where id = ?", held.request()))
        .isEqualTo("ready");
  }

  @Test
  void whoeverHoldsTheDeviceWhenTheLaneIsFreeIsAsked() {
    String first = "waiting" + boards++;
    long busy = server.rows().panda("busy" + boards, "ready");
    long free = server.rows().panda(first, "ready");
    String shared = "outlet:shared" + boards;
    server.rows().set(busy, "relay_info = ?", shared);
    server.rows().set(free, "relay_info = ?", shared);
    CountDownLatch end = new CountDownLatch(1);
    server.hardware().on("off shared" + boards, deadline -> waits(end));
    server.post("/api/device/busy" + boards + "/power-off/");
    await().until(() -> server.hardware().count("off shared" + boards) == 1);

    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> server.post("/api/device/" + first + "/power-off/?unless_held"));
    await()
        .until(() -> server.log("/api/device/" + first + "/log/").contains("power off asked for"));
    server.rows().tie(free, server.rows().request(first, "b2g", "ready"));
    end.countDown();

    assertThat(answer.join().status()).isEqualTo(409);
    assertThat(answer.join().text("detail")).contains("holds " + first);
    assertThat(server.hardware().count("off shared" + boards)).isEqualTo(1);
  }

  @Test
  void aRequestThatAsksForItselfIsNotToldAndOneThatHasEndedIsNotHeard() {
    String name = "asked" + boards++;
    server.rows().panda(name, "ready");
    String made =
        server
            .post(
                "/api/device/" + name + "/request/",
                "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}")
            .text("request.id");
    await()
        .until(
            () -> server.text("select state from requests where id = ?", made), "pending"::equals);

    assertThat(server.text("select interference from requests where id = ?", made))
        .isEqualTo("null");

    Held held = held();
    Answer late =
        server.post(
            held.url("event/please_image"), "{" + IMAGE + ", \"for_request\": \"" + made + "\"}");
    assertThat(late.at("accepted")).isEqualTo(false);
    assertThat(late.text("reason")).isEqualTo("request " + made + " does not hold it any more");
    assertThat(server.state(held.device())).isEqualTo("ready");
  }

  private static boolean waits(CountDownLatch end) throws InterruptedException {
    end.await();
    return true;
  }

  private record Held(String name, long device, long request) {

    String url(String call) {
      return "/api/device/" + name + "/" + call + "/";
    }

    String sentence() {
      return "request %d of me holds %s until %s UTC"
          .formatted(
              request,
              name,
              server.text("select expires from requests where id = ?", request).substring(0, 19));
    }

    String interference() {
      return server.text("select interference from requests where id = ?", request);
    }
  }

  private static Held held() {
    String name = "board" + boards++;
    long device = server.rows().panda(name, "ready");
    long request = server.rows().request(name, "b2g", "ready");
    server.rows().tie(device, request);
    return new Held(name, device, request);
  }
}
