package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.TestStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of a request over HTTP. */
@Tag("database")
@Timeout(60)
class RequestApiTest {

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory, Map.of("lifecycle.finding_device", "300ms"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  /** A request that is still looking would take the next test's device. */
  @AfterEach
  void endAllRequests() {
    server.database().update("delete from device_requests");
    server
        .database()
        .update(
            "update requests set state = 'closed', state_timeout = null,"
                + " state_revision = state_revision + 1");
  }

  @Test
  void aDeviceThatNobodyKnowsLeavesNoRequestBehind() {
    String before = requests();

    Answer answer = request("nope", "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo("there is no device 'nope'");
    assertThat(requests()).isEqualTo(before);
  }

  @Test
  void anInstallerRefusesAValueBeforeThereIsARequest() {
    server
        .database()
        .update(
            "insert into images (name, boot_config_keys, can_reuse, hidden, has_sut_agent,"
                + " installer) values ('checked', '[\"b2gbase\"]', 0, 0, 0, 'b2g')");
    String before = requests();

    String wish =
        "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"checked\", \"environment\":"
            + " \"nowhere\", \"b2gbase\": \"%s\", \"other\": \"\"}";
    Answer refused = server.post("/api/device/any/request/", wish.formatted(""));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).isEqualTo("b2gbase: expected a value, not ''");
    assertThat(requests()).isEqualTo(before);
    Answer taken = server.post("/api/device/any/request/", wish.formatted("http://x/1"));
    assertThat(taken.text("request.boot_config")).isEqualTo("{\"b2gbase\": \"http://x/1\"}");
  }

  @Test
  void aBusyDeviceIsRefusedALittleLater() {
    server.rows().panda("busy", "pxe_booting");

    Answer answer = request("busy", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("request.assigned_device")).isEqualTo("");
    awaitState(answer.number("request.id"), "failed_device_busy");
  }

  @Test
  void aDeviceThatFailedIsRefusedAtOnce() {
    server.rows().panda("broken", "failed_self_test");

    Answer answer = request("broken", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(state(answer.number("request.id"))).isEqualTo("failed_bad_device");
  }

  @Test
  void whoIsWillingToWaitGetsTheDeviceWhenItIsFree() {
    long device = server.rows().panda("later", "pxe_booting");

    long id = request("later", ", \"wait\": true").number("request.id");
    await().until(() -> counters(id).matches(".*\"finding_device\":[3-9].*"));
    assertThat(state(id)).isEqualTo("finding_device");
    server.post("/api/device/later/state-change/pxe_booting/to/ready/");

    awaitState(id, "pending");
    assertThat(server.get("/api/request/" + id + "/details/").text("assigned_device"))
        .isEqualTo("later");
    await().until(() -> server.state(device), "pxe_booting"::equals);
  }

  @Test
  void aRequestWhoseServerForgotItIsServedAllTheSame() {
    long id = server.rows().request("any", "b2g", "new");

    await().until(() -> state(id), "finding_device"::equals);
  }

  @Test
  void aRequestLivesFromPostToReturn() {
    long device = server.rows().panda("good", "ready");

    Answer answer = request("good", ", \"environment\": \"none\", \"foo\": \"bar\"");
    long id = answer.number("request.id");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("request.requested_device")).isEqualTo("good");
    assertThat(answer.text("request.assigned_device")).isEqualTo("good");
    assertThat(answer.text("request.assignee")).isEqualTo("me@example.com");
    assertThat(answer.text("request.environment")).isEqualTo("none");
    assertThat(answer.text("request.image")).isEqualTo("b2g");
    assertThat(answer.text("request.boot_config")).isEqualTo("{\"b2gbase\": \"http://x/1\"}");
    assertThat(answer.text("request.url")).isEqualTo("http://here/api/request/" + id + "/");
    assertThat(expiresIn(answer.text("request.expires"))).isBetween(3_500L, 3_601L);
    assertThat(server.get("/api/request/" + id + "/details/").at("".concat("id")))
        .isEqualTo((int) id);

    awaitState(id, "pending");
    await().until(() -> server.state(device), "pxe_booting"::equals);
    for (String event :
        List.of("mobile_init_started", "b2g_downloading", "b2g_extracting", "b2g_rebooting")) {
      server.tell("good", event);
    }
    awaitState(id, "ready");
    assertThat(server.log("/api/request/" + id + "/log/"))
        .containsExactly(
            "new -> finding_device (find_device)",
            "finding_device -> contact_lifeguard (device_found)",
            "contact_lifeguard -> contacting_lifeguard (timeout)",
            "contacting_lifeguard -> pending (lifeguard_contacted)",
            "pending -> ready (lifeguard_finished)");

    assertThat(server.post(url(id, "return")).status()).isEqualTo(204);
    assertThat(state(id)).isEqualTo("closed");
    assertThat(server.state(device)).isEqualTo("ready");
    assertThat(server.get("/api/device/good/").at("request_id")).isNull();
    Answer details = server.get("/api/request/" + id + "/details/");
    assertThat(details.text("assigned_device")).isEmpty();
    assertThat(details.text("last_device")).isEqualTo("good");
    assertThat(server.post(url(id, "return")).status()).as("again").isEqualTo(204);
  }

  @Test
  void aDeviceThatHoldsTheReusableImageIsOnlyPowerCycled() {
    long device = server.rows().panda("holder", "ready");
    server.rows().set(device, "image_id = 2, boot_config = ''");

    Answer answer =
        server.post(
            "/api/device/holder/request/",
            "{\"assignee\": \"me\", \"duration\": \"1800\", \"image\": \"android\"}");

    awaitState(answer.number("request.id"), "pending");
    assertThat(server.log("/api/device/holder/log/"))
        .startsWith("ready -> pc_power_cycling (please_power_cycle)");
  }

  @Test
  void aDeviceThatCannotDoItIsReleasedAndTheRequestLooksOn() {
    server.rows().panda("unfit", "ready");

    Answer answer =
        server.post(
            "/api/device/unfit/request/",
            "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"nopxe\", \"a\": 1, \"b\": 2}");

    assertThat(answer.text("request.boot_config")).isEqualTo("{\"a\": 1, \"b\": 2}");
    long id = answer.number("request.id");
    await()
        .until(
            () -> server.log(url(id, "log")),
            log ->
                log.contains(
                    "unfit cannot do it: no PXE config is linked to image 'nopxe' for this hardware"
                        + " type"));
    await()
        .until(
            () -> server.log(url(id, "log")),
            log -> log.contains("contacting_lifeguard -> finding_device (lifeguard_refused)"));
    assertThat(server.text("select count(*) from device_requests where request_id = ?", id))
        .isEqualTo("0");
  }

  @Test
  void whatIsClosedOrFailedCannotBeRenewed() {
    long closed = server.rows().request("any", "b2g", "closed");
    long failed = server.rows().request("any", "b2g", "failed_bad_image");

    for (long id : List.of(closed, failed)) {
      Answer answer = server.post(url(id, "renew"), "{\"duration\": 60}");
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("detail")).contains("request " + id);
    }
    assertThat(server.post(url(failed, "return")).status()).isEqualTo(204);
    assertThat(state(failed)).as("stays failed").isEqualTo("failed_bad_image");
  }

  @Test
  void renewingCountsFromNow() {
    long id = server.rows().request("any", "b2g", "ready");

    assertThat(server.post(url(id, "renew"), "{\"duration\": \"7200\"}").status()).isEqualTo(204);

    assertThat(expiresIn(server.get(url(id, "details")).text("expires"))).isBetween(7_100L, 7_201L);
  }

  @Test
  void whatHasExpiredIsClosedAndItsDeviceIsFree() {
    long device = server.rows().panda("lent", "ready");
    List<Long> ids =
        List.of("finding_device", "ready", "pending", "expired").stream()
            .map(state -> server.rows().request("any", "b2g", state))
            .toList();
    server.rows().tie(device, ids.get(1));
    long failed = server.rows().request("any", "b2g", "failed_bad_device");

    server
        .database()
        .update("update requests set expires = '2026-01-01 00:00:00' where id >= ?", ids.get(0));

    ids.forEach(id -> awaitState(id, "closed"));
    assertThat(state(failed)).isEqualTo("failed_bad_device");
    assertThat(server.get("/api/device/lent/").at("request_id")).isNull();
    assertThat(server.state(device)).isEqualTo("ready");
  }

  @Test
  void oneIdempotencyKeyMakesOneRequest() {
    String key = "key-1";
    Answer first = request("any", ", \"environment\": \"nowhere\"", "Idempotency-Key", key);
    Answer second = request("any", ", \"environment\": \"nowhere\"", "Idempotency-Key", key);
    Answer other = request("any", ", \"environment\": \"nowhere\"", "Idempotency-Key", "KEY-1");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(other.number("request.id")).isNotEqualTo(first.number("request.id"));
    server.post(url(first.number("request.id"), "return"));
    assertThat(request("any", ", \"environment\": \"nowhere\"", "Idempotency-Key", key).status())
        .isEqualTo(409);
  }

  @Test
  void oneIdempotencyKeyMakesOneRequestEvenAtTheSameMoment() throws Exception {
    CompletableFuture<Answer> late;
    try (Connection first = TestStorage.connect(TestStorage.url(directory))) {
      first.setAutoCommit(false);
      first
          .createStatement()
          .execute(
              "insert into requests (imaging_server_id, requested_device, assignee, expires,"
                  + " image_id, environment, state, idempotency_key)"
                  + " values (1, 'any', 'first', '2050-01-01 00:00:00', 1, 'nowhere', 'new', 'k')");
      late =
          CompletableFuture.supplyAsync(
              () -> request("any", ", \"environment\": \"nowhere\"", "Idempotency-Key", "k"));
      await()
          .until(
              () ->
                  server.text(
                      TestStorage.isEmbedded()
                          ? "select count(*) from information_schema.sessions"
                              + " where executing_statement like 'insert into requests%'"
                          : "select count(*) from information_schema.processlist"
                              + " where info like 'insert into requests%' and db = database()"),
              "1"::equals);
      first.commit();
    }

    assertThat(late.join().status()).isEqualTo(200);
    assertThat(late.join().text("request.assignee")).isEqualTo("first");
  }

  private static Answer request(String device, String more, String... headers) {
    return server.post(
        "/api/device/" + device + "/request/",
        "{\"assignee\": \"me@example.com\", \"duration\": 3600, \"image\": \"b2g\","
            + " \"b2gbase\": \"http://x/1\""
            + more
            + "}",
        headers);
  }

  private static String url(long id, String action) {
    return "/api/request/" + id + "/" + action + "/";
  }

  private static String state(long id) {
    return server.get(url(id, "status")).text("state");
  }

  private static void awaitState(long id, String state) {
    await().until(() -> state(id), state::equals);
  }

  private static String counters(long id) {
    return server.text("select state_counters from requests where id = ?", id);
  }

  private static String requests() {
    return server.text("select count(*) from requests");
  }

  private static long expiresIn(String moment) {
    return Duration.between(LocalDateTime.now(ZoneOffset.UTC), LocalDateTime.parse(moment))
        .toSeconds();
  }
}
