package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One Idempotency-Key stands for one meaning. */
@Tag("database")
@Timeout(60)
class IdempotencyTest {

  private static final String FIRST =
      "{'assignee': 'me', 'duration': 3600, 'image': 'nopxe', 'environment': 'e',"
          + " 'a': {'x': 1, 'y': [1.0, {'p': null, 'q': 2}]}, 'b': '1'}";

  @TempDir static Path directory;
  private static TestServer server;
  private static int keys;

  private String key = "";

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server.rows().panda("device1", "troubleshooting");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "any     | 'assignee': 'me'   | 'assignee': 'you'                | assignee",
        "any     | 'duration': 3600   | 'duration': 3601                 | duration",
        "any     | 'image': 'nopxe'   | 'image': 'b2g', 'b2gbase': 'x'   | image, boot config",
        "any     | 'environment': 'e' | 'environment': 'E'               | environment",
        "any     | 'b': '1'           | 'b': 1                           | boot config",
        "any     | 'x': 1             | 'x': 2                           | boot config",
        "any     | 'b': '1'           | 'b': '1', 'wait': true           | wait",
        "device1 | 'b': '1'           | 'b': '1'                         | device",
        "device1 | 'assignee': 'me'   | 'assignee': 'you'                | device, assignee"
      })
  void anotherMeaningIsRefusedAndNamed(String device, String part, String other, String fields) {
    long first = first();

    Answer answer = post(device, FIRST.replace(part, other));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("detail"))
        .startsWith("Idempotency-Key: made request " + first)
        .contains("differs in: " + fields + ";");
    assertThat(server.text("select count(*) from requests where idempotency_key = ?", key))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'duration': 3600   | 'duration': '3600'",
        "'duration': 3600   | 'duration': 3600.9",
        "'x': 1             | 'x': 1.00",
        "'b': '1'           | 'b': '1', 'wait': false, 'other': 'key'",
        "{'p': null, 'q': 2} | {'q': 2e0, 'p': null}"
      })
  void theSameMeaningInOtherWordsGetsTheRequestAsItIsNow(String part, String other) {
    long first = first();
    server.post("/api/request/" + first + "/renew/", "{\"duration\": 7200}");
    server.database().update("update requests set requested_device = 'gone' where id = ?", first);

    Answer answer = post("any", FIRST.replace(part, other));

    assertThat(answer.number("request.id")).isEqualTo(first);
    assertThat(answer.text("request.requested_device")).isEqualTo("gone");
  }

  @Test
  void anEmptyKeyIsNone() {
    key = " ";
    Answer first = post("any", FIRST);
    Answer second = post("any", FIRST.replace("'me'", "'you'"));

    assertThat(List.of(first.status(), second.status())).containsOnly(200);
    assertThat(second.number("request.id")).isNotEqualTo(first.number("request.id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'assignee': 'me'}", "[]"})
  void aRepeatIsCheckedFirst(String body) {
    first();

    assertThat(post("any", body).status()).isEqualTo(400);
    assertThat(post("nosuchdevice", FIRST).status()).isEqualTo(404);
    assertThat(post("any", FIRST.replace("nopxe", "nosuchimage")).status()).isEqualTo(404);
  }

  @Test
  void aRequestOfAnOlderProgramMatchesAny() {
    long first = first();
    server.database().update("update requests set meaning = null where id = ?", first);

    Answer answer = post("device1", FIRST.replace("3600", "60"));

    assertThat(answer.number("request.id")).isEqualTo(first);
  }

  private long first() {
    key = "key-" + keys++;
    Answer answer = post("any", FIRST);
    assertThat(answer.status()).isEqualTo(200);
    return answer.number("request.id");
  }

  private Answer post(String device, String body) {
    return server.post(
        "/api/device/" + device + "/request/", body.replace('\'', '"'), "Idempotency-Key", key);
  }
}
