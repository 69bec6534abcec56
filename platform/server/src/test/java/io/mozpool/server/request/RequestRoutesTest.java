package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the routes of requests answer to good and to bad clients. */
@Tag("database")
@Timeout(60)
class RequestRoutesTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static long pending;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    pending = server.rows().request("any", "b2g", "pending");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image | {\"assignee\": \"me\", \"duration\": 60, \"b2gbase\": \"x\"}",
        "image | {\"assignee\": \"me\", \"duration\": 60, \"image\": 5}",
        "image | {\"assignee\": \"me\", \"duration\": 60, \"image\": null}",
        "image | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"\"}",
        "duration | {\"assignee\": \"me\", \"image\": \"b2g\", \"b2gbase\": \"x\"}",
        "duration | {\"assignee\": \"me\", \"duration\": null, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": 0, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": 0.9, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": -5, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": \"-5\", \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": \"abc\", \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": \"1.5\", \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": 1e300, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": true, \"image\": \"b2g\"}",
        "duration | {\"assignee\": \"me\", \"duration\": [60], \"image\": \"b2g\"}",
        "assignee | {\"duration\": 60, \"image\": \"b2g\", \"b2gbase\": \"x\"}",
        "assignee | {\"assignee\": null, \"duration\": 60, \"image\": \"b2g\"}",
        "assignee | {\"assignee\": {}, \"duration\": 60, \"image\": \"b2g\"}",
        "b2gbase | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"b2g\"}",
        "b2gbase | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"b2g\", \"b2gbase\": null}",
        "b | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"nopxe\", \"a\": 1}",
        "environment | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"b2g\", \"b2gbase\": \"x\", \"environment\": null}",
        "wait | {\"assignee\": \"me\", \"duration\": 60, \"image\": \"b2g\", \"b2gbase\": \"x\", \"wait\": \"yes\"}",
        "body | {bad",
        "body | []",
        "body | 5",
        "body | null",
        "body | {} {}",
        "assignee | ''"
      })
  void aBadBodyIsAnErrorThatNamesItsKeyAndMakesNoRequest(String key, String body) {
    String before = server.text("select count(*) from requests");

    Answer answer = server.post("/api/device/any/request/", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("detail")).startsWith(key + ": ").contains("expected");
    assertThat(answer.text("title")).isEqualTo("Bad Request");
    assertThat(answer.at("status")).isEqualTo(400);
    assertThat(server.text("select count(*) from requests")).isEqualTo(before);
  }

  @Test
  void whatIsLongerThanTheDatabaseHoldsIsAnErrorThatNamesItsKey() {
    String longer = "x".repeat(300);

    assertThat(post(longer, "any").text("detail")).startsWith("assignee: expected");
    assertThat(post("me", longer).text("detail")).startsWith("environment: expected");
    Answer key =
        server.post(
            "/api/device/any/request/",
            "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"android\"}",
            "Idempotency-Key",
            longer);
    assertThat(key.status()).isEqualTo(400);
    assertThat(key.text("detail")).startsWith("Idempotency-Key: expected");
  }

  private static Answer post(String assignee, String environment) {
    Answer answer =
        server.post(
            "/api/device/any/request/",
            "{\"assignee\": \"%s\", \"duration\": 60, \"image\": \"android\", \"environment\": \"%s\"}"
                .formatted(assignee, environment));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    return answer;
  }

  @Test
  void anImageThatNobodyKnowsIsNotFound() {
    Answer answer =
        server.post(
            "/api/device/any/request/",
            "{\"assignee\": \"me\", \"duration\": 60, \"image\": \"nope\"}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).isEqualTo("there is no image 'nope'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"details", "status", "log"})
  void aRequestThatNobodyMadeIsNotFoundAndWhatIsNoNumberIsAnError(String action) {
    assertThat(server.get("/api/request/99999/" + action + "/").status()).isEqualTo(404);
    assertThat(server.get("/api/request/-1/" + action + "/").status()).isEqualTo(404);
    assertThat(server.get("/api/request/999999999999999999/" + action).status()).isEqualTo(404);
    for (String id : List.of("abc", "1.0", "0x1", "9999999999999999999", "%20")) {
      Answer answer = server.get("/api/request/" + id + "/" + action + "/");
      assertThat(answer.status()).as(id).isEqualTo(400);
      assertThat(answer.text("detail")).startsWith("request: expected a number, not");
    }
  }

  @ParameterizedTest
  @CsvSource({"renew", "return", "event/close", "event/lifeguard_finished"})
  void whatIsDoneToARequestThatIsNotThereIsNotFound(String action) {
    String body = "{\"duration\": 60}";
    assertThat(server.post("/api/request/99999/" + action + "/", body).status()).isEqualTo(404);
    assertThat(server.post("/api/request/abc/" + action + "/", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"GET, renew, POST", "GET, return, POST", "POST, details, GET", "PUT, log, GET"})
  void aWrongMethodIsToldTheRightOne(String method, String action, String allowed) {
    Answer answer = server.send(method, "/api/request/" + pending + "/" + action + "/", null);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow").orElse("")).contains(allowed);
  }

  @Test
  void renewingNeedsADuration() {
    for (String body : List.of("{}", "", "{bad", "{\"duration\": null}", "{\"duration\": \"x\"}")) {
      Answer answer = server.post("/api/request/" + pending + "/renew/", body);
      assertThat(answer.status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void anEventThatIsNotAcceptedSaysSoAndIsLogged() {
    long id = server.rows().request("any", "b2g", "pending");
    for (Answer answer :
        List.of(
            server.post("/api/request/" + id + "/event/nosuchevent/", "{}"),
            server.post("/api/request/" + id + "/event/nosuchevent", "{}"),
            server.get("/api/request/" + id + "/event/lifeguard_finished/"),
            server.post("/api/request/" + id + "/event/timeout/"),
            server.post("/api/request/" + id + "/event/device_found/", "{\"device\": \"1\"}"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.at("accepted")).isEqualTo(false);
      assertThat(answer.text("reason")).isNotBlank();
    }
    assertThat(server.post("/api/request/" + id + "/event/lifeguard_finished/", "{bad").status())
        .isEqualTo(400);
    assertThat(server.get("/api/request/" + id + "/status").text("state")).isEqualTo("pending");
  }

  @Test
  void aResultThatIsPostedCounts() {
    long id = server.rows().request("any", "b2g", "pending");

    Answer answer =
        server.post(
            "/api/request/" + id + "/event/lifeguard_finished/",
            "{\"imaging_result\": \"complete\"}",
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(answer.at("accepted")).isEqualTo(true);
    assertThat(server.get("/api/request/" + id + "/status/").text("state")).isEqualTo("ready");
    assertThat(server.post("/api/request/" + id + "/event/close/", "{}").at("accepted"))
        .isEqualTo(true);
  }

  @Test
  void theListLeavesOutWhatIsClosedUnlessItIsAskedFor() {
    long closed = server.rows().request("any", "android", "closed");
    long failed = server.rows().request("any", "android", "failed_bad_image");

    assertThat(ids("")).contains(pending, failed).doesNotContain(closed).isSorted();
    for (String query : List.of("?include_closed=1", "?include_closed=0", "?include_closed=")) {
      assertThat(ids(query)).as(query).contains(pending, failed, closed).isSorted();
    }
    assertThat(server.get("/api/request/list").body())
        .isEqualTo(server.get("/api/request/list/").body());
  }

  @Test
  void anItemOfTheListHasTheKeysOfTheContract() {
    Map<?, ?> item = (Map<?, ?>) server.get("/api/request/list/").at("requests.0");

    assertThat(item.keySet())
        .map(String::valueOf)
        .contains(
            "id",
            "imaging_server",
            "assignee",
            "boot_config",
            "state",
            "expires",
            "requested_device",
            "environment",
            "assigned_device",
            "device_state");
    assertThat(item.get("device_state")).isEqualTo("");
    assertThat(item.get("assigned_device")).isEqualTo("");
    assertThat(String.valueOf(item.get("expires"))).matches("....-..-..T..:..:..\\.......");
  }

  @Test
  void limitAndTimePeriodCountOnLogsOfRequests() {
    for (String query :
        List.of("limit=abc", "limit=-1", "timeperiod=abc", "timeperiod=", "limit=1.5")) {
      Answer answer = server.get("/api/request/" + pending + "/log/?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.text("detail")).startsWith(query.split("=")[0] + ": expected");
    }
    assertThat(server.get("/api/request/" + pending + "/log/?limit=1&timeperiod=5").status())
        .isEqualTo(200);
  }

  private static List<Long> ids(String query) {
    return server.get("/api/request/list/" + query).list("requests").stream()
        .map(item -> ((Number) ((Map<?, ?>) item).get("id")).longValue())
        .toList();
  }
}
